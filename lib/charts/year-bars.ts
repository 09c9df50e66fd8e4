import { type YearAxis, yearAxis } from "./years";

/** A year and what is known of it; null is a gap, which is not zero. */
export type YearValue = { key: string; value: number | null };
/** The bars as one path, and the gaps as another. */
export type YearBars = YearAxis & { bars: string; gaps: string };

/**
 * Bars of consecutive years. `whole`: the values are numbers of things. `scale`: what the axis reaches at least, so that several
 * drawings have one scale. Every value but zero is seen.
 */
export function yearBars(values: readonly YearValue[], whole: boolean, scale = 0): YearBars {
  const most = Math.max(scale, ...values.map(({ value }) => value ?? 0));
  const { axis, heightOf, bar, full } = yearAxis(
    values.map(({ key }) => key),
    most,
    whole,
  );
  const bars = values.map(({ value }, index) => (value ? bar(index, 0, Math.max(1, heightOf(value))) : ""));
  const gaps = values.map(({ value }, index) => (value === null ? bar(index, 0, full) : ""));
  return { ...axis, bars: bars.join(""), gaps: gaps.join("") };
}
