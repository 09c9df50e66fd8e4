import { limits } from "@/lib/core/limits";
import { facetForms } from "@/lib/search/facets";
import { cleanText, parsePage } from "@/lib/search/params";
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

type Params = Record<string, string | string[] | undefined>;

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseDirectoryQuery(params: Params): DirectoryQuery {
  const first = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const value = (key: "region" | "country" | "territory") => facetForms[key].safeParse(first(key)).data ?? "";
  const type = contactTypes.find((each) => each === first("type")) ?? "post";
  const abroad = type === "post";
  return {
    type,
    q: cleanText(first("q"), limits.suggestText),
    region: abroad ? value("region") : "",
    country: abroad ? value("country") : "",
    territory: abroad ? "" : value("territory"),
    page: parsePage(params),
  };
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function directoryParams(query: Partial<DirectoryQuery>): Record<string, string | undefined> {
  const { type, q, region, country, territory, page } = { ...wholeDirectory, ...query };
  return {
    type: type === "post" ? undefined : type,
    q: q || undefined,
    region: region || undefined,
    country: country || undefined,
    territory: territory || undefined,
    page: page > 1 ? String(page) : undefined,
  };
}

/** Names of the parameters that are understood. */
export const directoryParameters: readonly string[] = Object.keys(wholeDirectory);
