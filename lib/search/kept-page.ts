import { paramsOf } from "@/lib/core/parameters";
import type { Locale } from "@/lib/i18n/locales";
import { type ProjectQuery, parseProjectQuery } from "./params";

/** Folder of the pages of searches: each has a path, by which it is kept. No address shows it. */
const folder = "projects/found";

/** Path of the page of a search, as the server calls it, by the parameters of its canonical address. */
export function pageOfQuery(locale: Locale, params: Readonly<Record<string, string>>): string {
  // A sign before: the whole list has no parameters, and a path no empty part.
  return `/${locale}/${folder}/_${Buffer.from(new URLSearchParams(params).toString()).toString("base64url")}`;
}

/** The search that the last part of such a path stands for. */
export const queryOfPage = (name: string): ProjectQuery =>
  parseProjectQuery(paramsOf(new URLSearchParams(Buffer.from(name.slice(1), "base64url").toString())));

/** True of the path of the page of a search. */
export const isSearchPage = (path: string): boolean => path.split("/").slice(2, 4).join("/") === folder;
