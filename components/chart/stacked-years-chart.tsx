import { useLocale } from "next-intl";
import { axisText } from "@/components/numbers/figure-text";
import { type StackedYear, stackedYears } from "@/lib/charts/stacked-years";
import type { Series } from "@/lib/projects/funding-bars";
import type { MeasureKey } from "@/lib/statistics/units";
import { patternId, SeriesPatterns } from "./series-patterns";

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
export function StackedYearsChart({ id, measure, title, description, years, series }: StackedYearsChartProps) {
  const locale = useLocale();
  const { width, height, left, bottom, lines, paths, labels } = stackedYears(years);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      <SeriesPatterns chart={id} series={series} />
      {lines.map(({ value, y }) => (
        <g key={value}>
          <path className="chart-grid" d={`M${left} ${y}H${width}`} />
          <text className="chart-label" x={left - 6} y={y + 4} textAnchor="end">
            {axisText(locale, measure, value)}
          </text>
        </g>
      ))}
      {series.map((own, index) => (
        <path key={own.letter} d={paths[index]} fill={`url(#${patternId(id, own)})`} />
      ))}
      <path className="chart-axis" d={`M${left} ${bottom}H${width}`} />
      {labels.map(({ key, x }) => (
        <text key={key} className="chart-label" x={x} y={bottom + 16} textAnchor="middle">
          {key}
        </text>
      ))}
    </svg>
  );
}
