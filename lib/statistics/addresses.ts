import type { Locale } from "@/lib/i18n/locales";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import type { DimensionKey } from "./dimensions";
import type { MeasureKey } from "./units";

/** Address of a measure of a search by one or two dimensions, as a file. */
export function seriesAddress(measure: MeasureKey, by: readonly DimensionKey[], query: ProjectQuery, locale: Locale): string {
  const asked = new URLSearchParams({ measure, by: by.join(","), ...queryOf(query, locale), lang: locale });
  return `/api/v1/statistics/csv?${asked}`;
}
