import type { Locale } from "@/lib/i18n/locales";
import { type ProjectQuery, queryOf } from "./params";

/** What a record takes in a CSV file, in bytes: the average of twinnings and demo records, for the size told before. */
export const csvBytesPerRecord = 700;

/** Address of a search in another form: a file of all of it, or a feed of what changed in it. */
export function searchAddress(form: "csv" | "atom" | "feed", query: ProjectQuery, locale: Locale): string {
  const asked = queryOf({ ...query, page: 1, view: "list", sort: query.q === "" ? "updated" : "relevance" }, locale);
  return `/api/v1/projects/${form}?${new URLSearchParams({ ...asked, lang: locale })}`;
}

/** Address of a page of a search as JSON. `facets`: with the numbers of the values of each filter. */
export function listAddress(query: ProjectQuery, locale: Locale, facets: boolean): string {
  const asked = { ...queryOf({ ...query, view: "list" }, locale), ...(facets && { facets: "1" }), lang: locale };
  return `/api/v1/projects?${new URLSearchParams(asked)}`;
}

/** Addresses of the feeds of a search, by media type. */
export function feedsOf(query: ProjectQuery, locale: Locale): Record<string, string> {
  return {
    "application/atom+xml": searchAddress("atom", query, locale),
    "application/feed+json": searchAddress("feed", query, locale),
  };
}
