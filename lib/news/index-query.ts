import { facetForms } from "@/lib/search/facets";
import { parsePage } from "@/lib/search/params";

/** What the index of news is asked for; empty texts ask for nothing. `month`: "2022-10", of the event. */
export type NewsQuery = { month: string; country: string; organisation: string; page: number };

type Params = Record<string, string | string[] | undefined>;

/** Parameters of the index that choose what is listed. */
export const newsFilters = ["month", "country", "organisation"] as const;
export type NewsFilter = (typeof newsFilters)[number];

const monthForm = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseNewsQuery(params: Params): NewsQuery {
  const first = (name: string) => {
    const value = params[name];
    return ((Array.isArray(value) ? value[0] : value) ?? "").trim();
  };
  const month = first("month");
  return {
    month: monthForm.test(month) ? month : "",
    country: facetForms.country.safeParse(first("country")).data ?? "",
    organisation: facetForms.organisation.safeParse(first("organisation")).data ?? "",
    page: parsePage(params),
  };
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function newsParams({ month, country, organisation, page }: NewsQuery): Record<string, string> {
  return {
    ...(month && { month }),
    ...(country && { country }),
    ...(organisation && { organisation }),
    ...(page > 1 && { page: String(page) }),
  };
}

/** True when the parameters of an address are those of `newsParams`, in its order. */
export function isCanonicalNews(search: URLSearchParams, query: NewsQuery): boolean {
  return JSON.stringify([...search]) === JSON.stringify(Object.entries(newsParams(query)));
}

/** True for the whole list, whose pages lead search engines to every item. */
export function isWholeNews(query: NewsQuery): boolean {
  return newsFilters.every((key) => query[key] === "");
}

/** Names of parameters that say something that is not understood. */
export function unreadNewsParameters(params: Record<string, string>): string[] {
  const kept = { ...newsParams(parseNewsQuery(params)), page: String(parseNewsQuery(params).page) };
  const known: Readonly<Record<string, string>> = kept;
  const isLost = ([name, stated]: [string, string]) => {
    if (stated.trim() === "" || name === "lang") return false;
    return known[name]?.toLowerCase() !== stated.trim().toLowerCase();
  };
  return Object.entries(params).flatMap((one) => (isLost(one) ? [one[0]] : []));
}
