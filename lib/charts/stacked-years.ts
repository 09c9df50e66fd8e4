import { tenth, ticks } from "./ticks";

/** What each series has in each year; null: not known. `total`: of the year, with what is in no series. */
export type StackedYear = { key: string; values: readonly (number | null)[]; total: number | null };
export type StackedYears = {
  width: number;
  height: number;
  left: number;
  bottom: number;
  lines: { value: number; y: number }[];
  /** All segments of each series, as one path. */
  paths: string[];
  labels: { key: string; x: number }[];
};

/** As for bars of years (`year-bars.ts`), with room for patterns. */
const shape = { width: 420, left: 46, right: 6, top: 18, height: 190, foot: 20 };
const labelWidth = 46;

/** Bars of years, one on the other; what is in no series comes last, as one series more. */
export function stackedYears(years: readonly StackedYear[]): StackedYears {
  const marks = ticks(Math.max(0, ...years.map(({ total }) => total ?? 0)), 4);
  const most = marks.at(-1) ?? 1;
  const bottom = shape.top + shape.height;
  const slot = (shape.width - shape.left - shape.right) / Math.max(1, years.length);
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * slot >= labelWidth) ?? 100;
  return {
    width: shape.width,
    height: bottom + shape.foot,
    left: shape.left,
    bottom,
    lines: marks.map((value) => ({ value, y: tenth(bottom - (value / most) * shape.height) })),
    paths: pathsOf(years, slot, (value) => (value / most) * shape.height),
    labels: years.flatMap(({ key }, index) =>
      Number(key) % every === 0 ? [{ key, x: tenth(shape.left + index * slot + slot / 2) }] : [],
    ),
  };
}

function pathsOf(years: readonly StackedYear[], slot: number, heightOf: (value: number) => number): string[] {
  const paths = Array.from({ length: (years[0]?.values.length ?? 0) + 1 }, () => "");
  const width = tenth(Math.min(slot * 0.8, 34));
  for (const [index, { values, total }] of years.entries()) {
    const stated = values.map((value) => value ?? 0);
    const rest = Math.max(0, (total ?? 0) - stated.reduce((sum, value) => sum + value, 0));
    const x = tenth(shape.left + index * slot + (slot - width) / 2);
    let end = shape.top + shape.height;
    for (const [series, value] of [...stated, rest].entries()) {
      const height = tenth(heightOf(value));
      if (height === 0) continue;
      paths[series] += `M${x} ${tenth(end)}v-${height}h${width}v${height}z`;
      end -= heightOf(value);
    }
  }
  return paths;
}
