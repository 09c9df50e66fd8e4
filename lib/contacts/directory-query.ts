import { limits } from "@/lib/core/limits";
import { cleanText, firstOf, type Params, parsePage, statedOf, unreadOf } from "@/lib/core/parameters";
import { facetForms } from "@/lib/search/facets";
import { type ContactType, contactTypes } from "./schema";

/** What the directory is asked for; empty texts ask for nothing. */
export type DirectoryQuery = {
  type: ContactType;
  q: string;
  /** Continent (M49) of the countries covered. */
  region: string;
  /** Country covered, ISO 3166-1. */
  country: string;
  /** French territory served. */
  territory: string;
  page: number;
};

export const wholeDirectory: DirectoryQuery = { type: "post", q: "", region: "", country: "", territory: "", page: 1 };

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseDirectoryQuery(params: Params): DirectoryQuery {
  const value = (key: "region" | "country" | "territory") => facetForms[key].safeParse(firstOf(params, key)).data ?? "";
  const type = contactTypes.find((each) => each === firstOf(params, "type")) ?? "post";
  const abroad = type === "post";
  return {
    type,
    q: cleanText(firstOf(params, "q"), limits.suggestText),
    region: abroad ? value("region") : "",
    country: abroad ? value("country") : "",
    territory: abroad ? "" : value("territory"),
    page: parsePage(params),
  };
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function directoryParams(query: Partial<DirectoryQuery>): Record<string, string> {
  const { type, q, region, country, territory, page } = { ...wholeDirectory, ...query };
  return statedOf({
    type: type === "post" ? undefined : type,
    q,
    region,
    country,
    territory,
    page: page > 1 ? String(page) : undefined,
  });
}

/** Names of parameters that say something that is not understood. */
export function unreadDirectoryParameters(params: Record<string, string>): string[] {
  const query = parseDirectoryQuery(params);
  return unreadOf(params, { ...directoryParams(query), type: query.type, page: String(query.page) });
}
