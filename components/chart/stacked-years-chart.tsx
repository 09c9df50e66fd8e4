import { type StackedYear, stackedYears } from "@/lib/charts/stacked-years";
import type { Series } from "@/lib/projects/funding-bars";
import type { MeasureKey } from "@/lib/statistics/units";
import { patternId, SeriesPatterns } from "./series-patterns";
import { YearAxisChart } from "./year-axis";

type StackedYearsChartProps = {
  id: string;
  measure: MeasureKey;
  title: string;
  description: string;
  years: readonly StackedYear[];
  /** One for each value of a year, and the last for what is in none. Letter, colour and pattern are those of the table. */
  series: readonly Series[];
};

/** Bars of years made of series, told apart by pattern and letter. */
export function StackedYearsChart({ years, series, ...shared }: StackedYearsChartProps) {
  const { paths, ...axis } = stackedYears(years);
  return (
    <YearAxisChart {...shared} axis={axis}>
      <SeriesPatterns chart={shared.id} series={series} />
      {series.map((own, index) => (
        <path key={own.letter} d={paths[index]} fill={`url(#${patternId(shared.id, own)})`} />
      ))}
    </YearAxisChart>
  );
}
