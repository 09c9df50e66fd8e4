import { limits } from "@/lib/core/limits";
import { type FacetKey, facetForms } from "@/lib/search/facets";
import { cleanText, parsePage } from "@/lib/search/params";

/** Whom the index of organisations lists: French local authorities, partners abroad, who funds. */
export const indexTypes = ["authority", "partner", "funder"] as const;
export type IndexType = (typeof indexTypes)[number];

/** What the index is asked for; empty texts ask for nothing. */
export type IndexQuery = { type: IndexType; q: string; territory: string; country: string; kind: string; page: number };

type Params = Record<string, string | string[] | undefined>;

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseIndexQuery(params: Params): IndexQuery {
  const first = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const value = (key: FacetKey) => facetForms[key].safeParse(first(key)).data ?? "";
  const type = indexTypes.find((each) => each === first("type")) ?? "authority";
  return {
    type,
    q: cleanText(first("q"), limits.suggestText),
    // Only French authorities lie in a région, only partners are told apart by country.
    territory: type === "authority" ? value("territory") : "",
    country: type === "partner" ? value("country") : "",
    kind: value("kind"),
    page: parsePage(params),
  };
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function indexParams({ type, q, territory, country, kind, page }: IndexQuery): Record<string, string | undefined> {
  return {
    type: type === "authority" ? undefined : type,
    q: q || undefined,
    territory: territory || undefined,
    country: country || undefined,
    kind: kind || undefined,
    page: page > 1 ? String(page) : undefined,
  };
}
