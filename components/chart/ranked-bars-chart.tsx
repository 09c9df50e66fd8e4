import { useLocale } from "next-intl";
import { figureText } from "@/components/numbers/figure-text";
import { rankedBars } from "@/lib/charts/ranked-bars";
import type { MeasureKey } from "@/lib/statistics/units";

type RankedBarsChartProps = {
  id: string;
  measure: MeasureKey;
  title: string;
  description: string;
  values: readonly { key: string; name: string; value: number | null }[];
  /** The value of a whole width at least. */
  scale?: number;
};

/** Bars under their names, each with its value at its end. */
export function RankedBarsChart({ id, measure, title, description, values, scale }: RankedBarsChartProps) {
  const locale = useLocale();
  const { width, height, barHeight, bars } = rankedBars(values, scale);
  const valueByKey = new Map(values.map(({ key, value }) => [key, value]));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      {bars.map(({ key, name, y, width: wide, end }) => (
        <g key={key}>
          <text className="chart-label" x="0" y={y - 4}>
            {name}
          </text>
          <rect className="chart-bar" x="0" y={y} width={wide} height={barHeight} />
          <text className="chart-label chart-total" x={end} y={y + barHeight - 1.5}>
            {figureText(locale, measure, valueByKey.get(key) ?? 0)}
          </text>
        </g>
      ))}
    </svg>
  );
}
