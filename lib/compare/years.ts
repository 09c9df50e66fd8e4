import { none } from "@/lib/search/facets";
import type { DimensionKey } from "@/lib/statistics/dimensions";
import type { Figure } from "@/lib/statistics/figures";
import type { Series } from "@/lib/statistics/series";
import { type MeasureKey, unitOf } from "@/lib/statistics/units";

/** A measure of several subjects by year: the same years for all, and the largest value, so that all are drawn on one scale. */
export type YearTable = {
  measure: MeasureKey;
  dimension: DimensionKey;
  /** Consecutive years. */
  years: readonly string[];
  /** Of each subject by year; a count that is not there is zero, an amount is not known. */
  columns: readonly ReadonlyMap<string, Figure>[];
  most: number;
};

/** Puts series of years beside each other; null: the subject has none. What states no year is left out. */
export function yearTable(measure: MeasureKey, dimension: DimensionKey, all: readonly (Series | null)[]): YearTable {
  const stated = all.map((series) => (series?.parts ?? []).filter(({ key }) => key !== none));
  const numbers = stated.flatMap((parts) => parts.map(({ key }) => Number(key)));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const years = numbers.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  const nothing: Figure = { measure, value: unitOf(measure) === "count" ? 0 : null, query: null, notes: {} };
  return {
    measure,
    dimension,
    years,
    columns: stated.map((parts) => {
      const byYear = new Map<string, Figure>(parts.map((part) => [part.key, part]));
      return new Map(years.map((year) => [year, byYear.get(year) ?? nothing]));
    }),
    most: Math.max(0, ...stated.flatMap((parts) => parts.map(({ value }) => value ?? 0))),
  };
}
