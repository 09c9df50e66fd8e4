import { detached } from "@/lib/core/text";

/** An element of an activity. Those of another namespace than IATI's (none) bear their prefix or namespace in their name. */
export type IatiElement = {
  name: string;
  /** 1-based line of the file on which the element starts. */
  line: number;
  /** Attributes without a prefix, and `xml:lang`. */
  attributes: ReadonlyMap<string, string>;
  children: IatiElement[];
  /** Its own text, as written. */
  text: string;
};

/** Children of a name, in the order of the file. */
export function childrenOf(element: IatiElement, name: string): IatiElement[] {
  return element.children.filter((child) => child.name === name);
}

/** First child of a name. */
export function childOf(element: IatiElement, name: string): IatiElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** An attribute, trimmed; null when absent or empty. */
export function attributeOf(element: IatiElement | null, name: string): string | null {
  return detached(element?.attributes.get(name)?.trim() ?? "") || null;
}
