import { firstOf, type Params, parsePage, statedOf, unreadOf } from "@/lib/core/parameters";
import { facetForms } from "@/lib/search/facets";

/** What the index of news is asked for; empty texts ask for nothing. `month`: "2022-10", of the event. */
export type NewsQuery = { month: string; country: string; organisation: string; page: number };

/** Parameters of the index that choose what is listed. */
export const newsFilters = ["month", "country", "organisation"] as const;
export type NewsFilter = (typeof newsFilters)[number];

const monthForm = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseNewsQuery(params: Params): NewsQuery {
  const month = firstOf(params, "month");
  return {
    month: monthForm.test(month) ? month : "",
    country: facetForms.country.safeParse(firstOf(params, "country")).data ?? "",
    organisation: facetForms.organisation.safeParse(firstOf(params, "organisation")).data ?? "",
    page: parsePage(params),
  };
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function newsParams({ month, country, organisation, page }: NewsQuery): Record<string, string> {
  return statedOf({ month, country, organisation, page: page > 1 ? String(page) : undefined });
}

/** True for the whole list, whose pages lead search engines to every item. */
export function isWholeNews(query: NewsQuery): boolean {
  return newsFilters.every((key) => query[key] === "");
}

/** Names of parameters that say something that is not understood. */
export function unreadNewsParameters(params: Record<string, string>): string[] {
  const query = parseNewsQuery(params);
  return unreadOf(params, { ...newsParams(query), page: String(query.page) });
}
