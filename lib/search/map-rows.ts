import type { Coordinates } from "@/lib/map/atlas";
import { type FacetKey, none } from "./facets";
import { type ProjectQuery, withChoice } from "./params";

/** A value of a filter on the map and in its table: `query`, the search with it alone in place of what is chosen there. */
export type MapRow = {
  key: string;
  name: string;
  /** Projects that `query` finds. */
  projects: number;
  position: Coordinates | null;
  query: ProjectQuery;
  chosen: boolean;
};

/** Rows, most projects first, and the projects in all, each counted once. */
export type MapSide = {
  rows: readonly MapRow[];
  total: number;
  /** True where they are of more than the search finds, since its own choice on this side is left aside. */
  widened: boolean;
};

/** The one value of a filter that a search asks for; null where it asks for none, several, or what is not stated. */
export function singleChoice({ chosen }: ProjectQuery, key: FacetKey): string | null {
  const [value, ...others] = chosen[key].oneOf;
  return value !== undefined && value !== none && others.length === 0 ? value : null;
}

/** The search with one value of a filter alone. */
export function withOnly(query: ProjectQuery, key: FacetKey, value: string): ProjectQuery {
  return withChoice(query, key, { oneOf: [value], noneOf: [] });
}
