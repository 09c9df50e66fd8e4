import { type YearValue, yearBars } from "@/lib/charts/year-bars";
import { type MeasureKey, unitOf } from "@/lib/statistics/units";
import { YearAxisChart } from "./year-axis";

type YearBarsChartProps = {
  id: string;
  measure: MeasureKey;
  title: string;
  description: string;
  years: readonly YearValue[];
  /** What the axis reaches at least. */
  scale?: number;
};

/** Bars, one a year, with an axis in round numbers. What is not known is hatched: it is not zero. */
export function YearBarsChart({ years, scale, ...shared }: YearBarsChartProps) {
  const { bars, gaps, ...axis } = yearBars(years, unitOf(shared.measure) === "count", scale);
  return (
    <YearAxisChart {...shared} axis={axis}>
      {gaps && (
        <>
          <pattern id={`${shared.id}-gap`} className="chart-gap" width="6" height="6" patternUnits="userSpaceOnUse">
            <path d="M-1 7 7-1M-1 1 1-1M5 7l2-2" />
          </pattern>
          <path d={gaps} fill={`url(#${shared.id}-gap)`} />
        </>
      )}
      <path className="chart-bar" d={bars} />
    </YearAxisChart>
  );
}
