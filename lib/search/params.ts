import { z } from "zod";
import { type AsOf, asOfQuery, parseAsOf } from "@/lib/as-of/params";
import { limits } from "@/lib/core/limits";
import { cleanText, firstOf, isStated, type Params, parsePage } from "@/lib/core/parameters";
import type { Locale } from "@/lib/i18n/locales";
import { isRuleCode } from "@/lib/quality/rules";
import { readCursor, type Turn, ways, writeCursor } from "./cursor";
import { type Choice, type FacetKey, facetForms, facetKeys, isChosen, mapFacets, none, nothing } from "./facets";

/** Orders of a list. `relevance` is the one of a text, `updated` the one without. */
export const sorts = ["relevance", "updated", "recent", "oldest", "amount"] as const;
export type Sort = (typeof sorts)[number];
export const views = ["list", "table", "map"] as const;
export type View = (typeof views)[number];

/**
 * What a list of projects is asked for. Parsed leniently from an address: unknown or broken values vanish, so that equal
 * searches have one canonical form (`queryOf`).
 */
export type ProjectQuery = {
  /** Words looked for; empty: none. */
  q: string;
  chosen: Record<FacetKey, Choice>;
  /** Changed on this day (ISO) or later. */
  updated: string | null;
  asOf: AsOf | null;
  sort: Sort;
  view: View;
  /** Number of the page, from 1; or the record that the page follows or precedes. */
  page: number | Turn;
};

/** Every project. */
export const wholeList: ProjectQuery = {
  q: "",
  chosen: mapFacets(() => nothing),
  updated: null,
  asOf: null,
  sort: "updated",
  view: "list",
  page: 1,
};

/** French names under which parameters are understood, too. */
const frenchNames: Partial<Record<string, string>> = { country: "pays" };

/** Reads a query from the parameters of an address. Never throws. */
export function parseProjectQuery(params: Params): ProjectQuery {
  const q = cleanText(firstOf(params, "q"));
  const stated = (key: string) => params[key] ?? params[frenchNames[key] ?? ""];
  const byDefault: Sort = q === "" ? "updated" : "relevance";
  const asked = sorts.find((one) => one === firstOf(params, "sort")) ?? byDefault;
  // Without words nothing is more relevant than anything else.
  const sort = asked === "relevance" ? byDefault : asked;
  const view = views.find((one) => one === firstOf(params, "view")) ?? "list";
  const updated = z.iso.date().safeParse(firstOf(params, "updated")).data;
  return {
    q,
    chosen: mapFacets((key) => parseChoice(key, stated(key))),
    updated: updated !== undefined && updated >= limits.firstDay ? updated : null,
    asOf: parseAsOf(params),
    sort,
    view,
    // A map shows all that is found.
    page: view === "map" ? 1 : (parseTurn(params, sort) ?? parsePage(params)),
  };
}

/** `after=…` or `before=…`: a record in the order of the list. */
function parseTurn(params: Params, sort: Sort): Turn | null {
  const turns = ways.map((way) => ({ way, from: readCursor(firstOf(params, way), sort) }));
  return turns.find((turn): turn is Turn => turn.from !== null) ?? null;
}

const otherParameters = new Set([
  "q",
  "updated",
  "sort",
  "view",
  "page",
  "after",
  "before",
  "lang",
  "au",
  "at",
  "etat",
  "state",
  "pays",
]);

/** Names of parameters that say something that is not understood: an interface tells, where a page goes on without. */
export function unreadParameters(params: Params): string[] {
  const query = parseProjectQuery(params);
  const kept: Readonly<Record<string, string>> = { ...queryOf(query, "fr"), ...queryOf(query, "en") };
  const isLost = (name: string, stated: string) => {
    if (stated.trim() === "" || name === "lang") return false;
    if (!otherParameters.has(name)) return !Object.hasOwn(facetForms, name) || isCut(name as FacetKey, stated, query);
    if (name === "pays") return isCut("country", stated, query);
    if (name === "page") return String(query.page) !== stated;
    if (name === "sort" || name === "view") return query[name] !== stated;
    return kept[name] === undefined;
  };
  return Object.entries(params).flatMap(([name, stated]) => (isLost(name, String(stated ?? "")) ? [name] : []));
}

/** True when not every value of a filter was taken. */
function isCut(key: FacetKey, stated: string, { chosen }: ProjectQuery): boolean {
  const parts = new Set(
    stated
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter(Boolean),
  );
  return chosen[key].oneOf.length + chosen[key].noneOf.length < parts.size;
}

/** "SN,ML,-BF", or each in a parameter of its own: Senegal or Mali, and not Burkina Faso. */
function parseChoice(key: FacetKey, stated: string | string[] | undefined): Choice {
  const parts = (Array.isArray(stated) ? stated : [stated ?? ""]).flatMap((part) => part.split(",", 2 * limits.filterValues));
  const choice = { oneOf: new Set<string>(), noneOf: new Set<string>() };
  for (const part of parts.slice(0, 2 * limits.filterValues)) {
    const text = part.trim();
    const isExcluded = text.startsWith("-");
    const value = parseValue(key, isExcluded ? text.slice(1) : text);
    if (value !== null) (isExcluded ? choice.noneOf : choice.oneOf).add(value);
  }
  const oneOf = [...choice.oneOf].sort().slice(0, limits.filterValues);
  const noneOf = [...choice.noneOf].filter((value) => !choice.oneOf.has(value)).sort();
  return { oneOf, noneOf: noneOf.slice(0, limits.filterValues) };
}

function parseValue(key: FacetKey, text: string): string | null {
  if (text.trim().toLowerCase() === none) return none;
  const value = facetForms[key].safeParse(text).data ?? null;
  return value !== null && key === "finding" && value !== "any" && !isRuleCode(value) ? null : value;
}

/** The parameters of the canonical address in a language: defaults dropped, in a fixed order. */
export function queryOf({ q, chosen, updated, asOf, sort, view, page }: ProjectQuery, locale: Locale): Record<string, string> {
  const filters = facetKeys.flatMap((key): [string, string][] => {
    const { oneOf, noneOf } = chosen[key];
    const values = [...oneOf, ...noneOf.map((value) => `-${value}`)];
    return values.length > 0 ? [[key, values.join(",")]] : [];
  });
  return {
    ...(q !== "" && { q }),
    ...Object.fromEntries(filters),
    ...(updated !== null && { updated }),
    ...asOfQuery(asOf, locale),
    ...(sort !== (q === "" ? "updated" : "relevance") && { sort }),
    ...(view !== "list" && { view }),
    ...pageOf(page),
  };
}

/** True when the parameters of an address are those of `queryOf`. */
export function isCanonical(search: URLSearchParams, query: ProjectQuery, locale: Locale): boolean {
  return isStated(search, queryOf(query, locale));
}

function pageOf(page: number | Turn): Record<string, string> {
  if (typeof page !== "number") return { [page.way]: writeCursor(page.from) };
  return page > 1 ? { page: String(page) } : {};
}

/** A query with another choice of one filter; its first page. */
export function withChoice(query: ProjectQuery, key: FacetKey, choice: Choice): ProjectQuery {
  return { ...query, chosen: { ...query.chosen, [key]: choice }, page: 1 };
}

/** The one value of a filter that a search asks for; null where it asks for none, several, or what is not stated. */
export function singleChoice({ chosen }: ProjectQuery, key: FacetKey): string | null {
  const [value, ...others] = chosen[key].oneOf;
  return value !== undefined && value !== none && others.length === 0 ? value : null;
}

/** The search with one value of a filter alone. */
export function withOnly(query: ProjectQuery, key: FacetKey, value: string): ProjectQuery {
  return withChoice(query, key, { oneOf: [value], noneOf: [] });
}

/** A query for one value of a filter, of all projects. */
export function queryFor(key: FacetKey, value: string): ProjectQuery {
  return withOnly(wholeList, key, value);
}

/** True when the query asks for less than everything. */
export function isFiltered({ q, chosen, updated, asOf }: ProjectQuery): boolean {
  return q !== "" || updated !== null || asOf !== null || facetKeys.some((key) => isChosen(chosen[key]));
}

/** True for what search engines may show: the numbered pages of the whole list, in its own order and form. */
export function isIndexed(query: ProjectQuery): boolean {
  return !isFiltered(query) && query.sort === wholeList.sort && query.view === wholeList.view && typeof query.page === "number";
}
