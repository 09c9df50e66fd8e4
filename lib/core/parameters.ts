import { z } from "zod";
import { limits } from "./limits";

/** Parameters of an address as a page gets them: a name that is given several times has all its values. */
export type Params = Readonly<Record<string, string | string[] | undefined>>;

/** The parameters of an address in that form. */
export function paramsOf(search: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...search.keys()].map((name) => [name, search.getAll(name)]));
}

/** The first value of a parameter, without the spaces around it; empty where there is none. */
export function firstOf(params: Params, name: string): string {
  const value = params[name];
  return ((Array.isArray(value) ? value[0] : value) ?? "").trim();
}

const pageSchema = z.coerce.number().int().min(1).max(limits.maxPage).catch(1);

/** Number of the page that an address asks for; 1 for anything that is none. */
export function parsePage(params: Params): number {
  return pageSchema.parse(firstOf(params, "page") || 1);
}

/** A text of an address, cut: signs that no text has and that a database refuses go, spaces are one. */
export function cleanText(text: string, most: number = limits.searchText): string {
  return [...text.normalize("NFC").replace(/[\p{C}\p{Z}]+/gu, " ")].slice(0, most).join("").trim();
}

/** The parameters of a canonical address: those that say something, in their order. */
export function statedOf(all: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
}

/**
 * True when the parameters of an address are those of its canonical form, in their order. How they are percent-encoded is not
 * looked at: what lies between changes that, and would be sent back to where it was for ever.
 */
export function isStated(search: URLSearchParams, canonical: Readonly<Record<string, string>>): boolean {
  return JSON.stringify([...search]) === JSON.stringify(Object.entries(canonical));
}

/**
 * Names of parameters that say something that is not understood; `read` is what was read of them, defaults included. Of words that
 * are looked for (`q`), spaces and signs may go.
 */
export function unreadOf(params: Readonly<Record<string, string>>, read: Readonly<Record<string, string | undefined>>): string[] {
  const isLost = ([name, stated]: [string, string]) => {
    const said = stated.trim();
    if (said === "" || name === "lang") return false;
    return name === "q" ? read.q === undefined : read[name]?.toLowerCase() !== said.toLowerCase();
  };
  return Object.entries(params).flatMap((one) => (isLost(one) ? [one[0]] : []));
}
