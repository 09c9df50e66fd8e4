import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { limits } from "@/lib/core/limits";
import { detached } from "@/lib/core/text";
import type { Reason } from "../../reasons";
import { FileRefused } from "../../source";
import type { IatiElement } from "./element";

export const iatiVersions = ["2.01", "2.02", "2.03"] as const;
export type IatiVersion = (typeof iatiVersions)[number];

/** One activity of a file. `oversized`: larger than the bound, and without all that came after it. */
export type IatiActivity = { version: IatiVersion; element: IatiElement; oversized: boolean };

const none: ReadonlyMap<string, string> = new Map();

/**
 * The activities of an IATI file, one by one, in memory that does not depend on its size. Declarations of document types and
 * entities are refused, and nothing is ever fetched. `onOther` is told the name of each element beside the activities. Throws
 * FileRefused, possibly after some activities, for what is no well-formed IATI file of a version that is read.
 */
export async function* parseIati(
  texts: AsyncIterable<string>,
  onOther: (name: string) => void = () => undefined,
): AsyncGenerator<IatiActivity> {
  const reader = new Reader(onOther);
  try {
    for await (const text of texts) yield* reader.read(text);
  } catch (error) {
    const [problem] = error instanceof FileRefused ? error.problems : [];
    throw problem?.line === null ? new FileRefused([{ ...problem, line: reader.line }]) : error;
  }
  yield* reader.end();
}

class Reader {
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly open: IatiElement[] = [];
  private complete: IatiActivity[] = [];
  private version: IatiVersion | null = null;
  private depth = 0;
  private tagLine = 1;
  private activityStart = 0;
  private oversized = false;
  private lastEvent = 0;
  private isEmpty = true;
  private isEnding = false;
  private found = 0;

  constructor(private readonly onOther: (name: string) => void) {
    const { parser } = this;
    parser.on("error", ({ message }) => this.fail(message.replace(/^\d+:\d+: /, "")));
    parser.on("doctype", () => this.refuse("xml_doctype"));
    parser.on("opentagstart", () => this.noteTagLine());
    parser.on("opentag", (tag) => this.start(tag));
    parser.on("closetag", () => this.close());
    parser.on("text", (text) => this.addText(text));
    parser.on("cdata", (text) => this.addText(text));
    for (const event of ["comment", "processinginstruction"] as const) parser.on(event, () => this.noteEvent());
  }

  get line(): number {
    return this.parser.line;
  }

  read(text: string): IatiActivity[] {
    if (this.isEmpty && text.trim() !== "") {
      this.isEmpty = false;
      if (!text.trimStart().startsWith("<")) this.refuse("not_xml");
    }
    this.parser.write(text);
    if (this.parser.position - this.lastEvent > limits.xmlTokenCharacters) this.refuse("xml_token_too_long");
    const { complete } = this;
    this.complete = [];
    return complete;
  }

  end(): IatiActivity[] {
    if (this.isEmpty) this.refuse("empty");
    this.isEnding = true;
    const { line } = this;
    this.parser.close();
    if (this.found === 0) this.refuse("iati_without_activity", "", line);
    return this.complete;
  }

  private noteEvent(): void {
    this.lastEvent = this.parser.position;
  }

  private noteTagLine(): void {
    // The parser has read one sign more than the name, which may be the end of the line.
    this.tagLine = this.parser.line - (this.parser.column === 0 ? 1 : 0);
  }

  private start(tag: SaxesTagNS): void {
    this.noteEvent();
    this.depth++;
    if (this.depth > limits.xmlDepth) this.refuse("xml_too_deep");
    if (this.depth === 1) this.readRoot(tag);
    else if (this.depth > 2 || (tag.uri === "" && tag.name === "iati-activity")) this.startElement(tag);
    else this.onOther(nameOf(tag));
  }

  private readRoot(tag: SaxesTagNS): void {
    if (tag.uri !== "" || tag.name !== "iati-activities") this.refuse("not_iati", tag.name);
    const stated = tag.attributes.version?.value.trim() ?? "";
    this.version = iatiVersions.find((version) => version === stated) ?? this.refuse("iati_version_unknown", stated);
  }

  private startElement(tag: SaxesTagNS): void {
    const parent = this.open.at(-1);
    if (this.depth > 2 && !parent) return;
    if (!parent) {
      this.activityStart = this.parser.position;
      this.oversized = false;
    } else this.measure();
    const element = { name: nameOf(tag), line: this.tagLine, attributes: attributesOf(tag), children: [], text: "" };
    if (!this.oversized) parent?.children.push(element);
    this.open.push(element);
  }

  private addText(text: string): void {
    this.noteEvent();
    const element = this.open.at(-1);
    if (!element || !/\S/.test(text)) return;
    this.measure();
    if (!this.oversized) element.text += text;
  }

  /** Of an activity beyond the bound only the identifier is kept, to name it. */
  private measure(): void {
    const [activity] = this.open;
    if (this.oversized || !activity || this.parser.position - this.activityStart <= limits.iatiActivityCharacters) return;
    this.oversized = true;
    activity.children = activity.children.filter(({ name }) => name === "iati-identifier");
  }

  private close(): void {
    this.noteEvent();
    this.depth--;
    const element = this.open.pop();
    if (!element || this.open.length > 0 || this.version === null) return;
    this.found++;
    this.complete.push({ version: this.version, element, oversized: this.oversized });
  }

  private fail(message: string): never {
    return this.isEnding ? this.refuse("xml_truncated") : this.refuse("xml_malformed", message);
  }

  private refuse(reason: Reason, value = "", line = this.line): never {
    throw new FileRefused([{ line, column: null, value, reason }]);
  }
}

function nameOf({ name, uri, prefix, local }: SaxesTagNS): string {
  return detached(uri !== "" && prefix === "" ? `{${uri}}${local}` : name);
}

function attributesOf({ attributes }: SaxesTagNS): ReadonlyMap<string, string> {
  let own: Map<string, string> | null = null;
  for (const key in attributes) {
    const { name, prefix, value } = attributes[key] as SaxesAttributeNS;
    if ((prefix !== "" || name === "xmlns") && name !== "xml:lang") continue;
    own ??= new Map();
    own.set(name, value);
  }
  return own ?? none;
}
