import { none } from "@/lib/search/facets";
import type { Part } from "./series";
import { type MeasureKey, unitOf } from "./units";

/**
 * Years in order, with those between the first and the last that have no part: counts are zero there, amounts are not known.
 * Then what is not stated.
 */
export function withAllYears(parts: readonly Part[], measure: MeasureKey): Part[] {
  const stated = new Map(parts.filter(({ key }) => key !== none).map((part) => [Number(part.key), part]));
  const rest = parts.filter(({ key }) => key === none);
  if (stated.size === 0) return rest;
  const [first, last] = [Math.min(...stated.keys()), Math.max(...stated.keys())];
  const empty = (year: number): Part => ({
    key: String(year),
    name: String(year),
    measure,
    value: unitOf(measure) === "count" ? 0 : null,
    query: null,
    notes: {},
  });
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...years.map((year) => stated.get(year) ?? empty(year)), ...rest];
}
