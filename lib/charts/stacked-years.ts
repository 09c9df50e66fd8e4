import { type YearAxis, yearAxis } from "./years";

/** What each series has in each year; null: not known. `total`: of the year, with what is in no series. */
export type StackedYear = { key: string; values: readonly (number | null)[]; total: number | null };
/** All segments of each series as one path; the last one is what is in no series. */
export type StackedYears = YearAxis & { paths: string[] };

/** Bars of years, one series on the other. */
export function stackedYears(years: readonly StackedYear[]): StackedYears {
  const most = Math.max(0, ...years.map(({ total }) => total ?? 0));
  const { axis, heightOf, bar } = yearAxis(
    years.map(({ key }) => key),
    most,
    false,
  );
  const paths = Array.from({ length: (years[0]?.values.length ?? 0) + 1 }, () => "");
  for (const [index, { values, total }] of years.entries()) {
    const stated = values.map((value) => value ?? 0);
    const rest = Math.max(0, (total ?? 0) - stated.reduce((sum, value) => sum + value, 0));
    let from = 0;
    for (const [series, value] of [...stated, rest].entries()) {
      const height = heightOf(value);
      if (height < 0.05) continue;
      paths[series] += bar(index, from, height);
      from += height;
    }
  }
  return { ...axis, paths };
}
