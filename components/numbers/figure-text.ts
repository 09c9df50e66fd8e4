import { formatMoney, formatNumber, formatShare, formatShort } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { type MeasureKey, unitOf } from "@/lib/statistics/units";

/** A value of a measure as people read it. */
export function figureText(locale: Locale, measure: MeasureKey, value: number): string {
  const unit = unitOf(measure);
  if (unit === "share") return formatShare(locale, value, 1);
  return unit === "euros" ? formatMoney(locale, value) : formatNumber(locale, value);
}

/** The same, short, for an axis. */
export function axisText(locale: Locale, measure: MeasureKey, value: number): string {
  return formatShort(locale, value, unitOf(measure) === "euros" ? "EUR" : undefined);
}
