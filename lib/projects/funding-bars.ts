import type { FundingPivot, PivotRow } from "./funding";
import type { Side } from "./schema";

/** Fills that tell series of one side apart without colour. */
export const fills = ["solid", "diagonal", "dots", "horizontal", "grid", "vertical"] as const;
export type Fill = (typeof fills)[number];

/** One funder of the chart; `rows` are the rows of the pivot that it stands for (several for "others"). */
export type Series = { letter: string; name: string | null; side: Side; fill: Fill; rows: number[] };

export type Segment = { series: Series; x: number; width: number; cents: number };
export type Bar = { year: number | null; y: number; segments: Segment[]; end: number; cents: number };

export type FundingBars = { width: number; height: number; axis: number; barHeight: number; bars: Bar[] };

/** Series that a reader can still tell apart; further funders are drawn as one. */
const maxSeries = 7;
/** In units of the drawing, which is as wide as a phone: text keeps its size there. */
const shape = { width: 420, left: 56, right: 92, row: 38, bar: 24, top: 4 };

const letterOf = (index: number) => String.fromCharCode(65 + index);
const weight = (row: PivotRow | undefined) => row?.total.cents ?? 0;

/** The funders of a pivot as series, in the order of its rows: same letter, colour and pattern in chart and table. */
export function seriesOf({ rows }: FundingPivot): Series[] {
  const known = rows.map((_, index) => index).filter((index) => weight(rows[index]) > 0);
  const byWeight = known.toSorted((a, b) => weight(rows[b]) - weight(rows[a]));
  const alone = known.length <= maxSeries ? known : known.filter((index) => byWeight.slice(0, maxSeries - 1).includes(index));
  const rest = known.filter((index) => !alone.includes(index));
  const drawn: Record<Side, number> = { french: 0, foreign: 0, unattributed: 0 };
  const series = alone.flatMap((index, position): Series[] => {
    const row = rows[index];
    if (!row) return [];
    const fill = fills[drawn[row.side]++ % fills.length] ?? "solid";
    return [{ letter: letterOf(position), name: row.name, side: row.side, fill, rows: [index] }];
  });
  if (rest.length === 0) return series;
  const fill = fills[drawn.unattributed % fills.length] ?? "solid";
  return [...series, { letter: letterOf(series.length), name: null, side: "unattributed", fill, rows: rest }];
}

/** Stacked bars, one a year, longest at full width. Only known amounts have a length. */
export function fundingBars(pivot: FundingPivot, series: readonly Series[]): FundingBars {
  const longest = Math.max(1, ...pivot.totals.map(({ cents }) => cents ?? 0));
  const scale = (shape.width - shape.left - shape.right) / longest;
  const bars = pivot.years.map((year, column): Bar => {
    let end = shape.left;
    const segments = series.flatMap((one): Segment[] => {
      const cents = one.rows.reduce((sum, row) => sum + (pivot.rows[row]?.cells[column]?.cents ?? 0), 0);
      if (cents === 0) return [];
      const x = end;
      end += cents * scale;
      return [{ series: one, x: round(x), width: round(end - x), cents }];
    });
    const cents = pivot.totals[column]?.cents ?? 0;
    return { year, y: shape.top + column * shape.row, segments, end: round(end), cents };
  });
  const height = shape.top * 2 + bars.length * shape.row - (shape.row - shape.bar);
  return { width: shape.width, height, axis: shape.left, barHeight: shape.bar, bars };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
