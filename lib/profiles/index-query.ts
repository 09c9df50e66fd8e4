import { limits } from "@/lib/core/limits";
import { cleanText, firstOf, type Params, parsePage, statedOf } from "@/lib/core/parameters";
import { type FacetKey, facetForms } from "@/lib/search/facets";

/** Whom the index of organisations lists: French local authorities, partners abroad, who funds. */
export const indexTypes = ["authority", "partner", "funder"] as const;
export type IndexType = (typeof indexTypes)[number];

/** What the index is asked for; empty texts ask for nothing. */
export type IndexQuery = { type: IndexType; q: string; territory: string; country: string; kind: string; page: number };

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseIndexQuery(params: Params): IndexQuery {
  const value = (key: FacetKey) => facetForms[key].safeParse(firstOf(params, key)).data ?? "";
  const type = indexTypes.find((each) => each === firstOf(params, "type")) ?? "authority";
  return {
    type,
    q: cleanText(firstOf(params, "q"), limits.suggestText),
    // Only French authorities lie in a région, only partners are told apart by country.
    territory: type === "authority" ? value("territory") : "",
    country: type === "partner" ? value("country") : "",
    kind: value("kind"),
    page: parsePage(params),
  };
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function indexParams({ type, q, territory, country, kind, page }: IndexQuery): Record<string, string> {
  return statedOf({
    type: type === "authority" ? undefined : type,
    q,
    territory,
    country,
    kind,
    page: page > 1 ? String(page) : undefined,
  });
}
