import { useLocale, useTranslations } from "next-intl";
import { axisText, figureText } from "@/components/numbers/figure-text";
import { type YearValue, yearBars } from "@/lib/charts/year-bars";
import { type MeasureKey, unitOf } from "@/lib/statistics/units";

type YearBarsChartProps = {
  id: string;
  measure: MeasureKey;
  title: string;
  description: string;
  years: readonly YearValue[];
};

/** Bars, one a year, with an axis in round numbers. What is not known is hatched: it is not zero. */
export function YearBarsChart({ id, measure, title, description, years }: YearBarsChartProps) {
  const locale = useLocale();
  const t = useTranslations("statistics.chart");
  const { width, height, left, bottom, lines, bars, labels } = yearBars(years, unitOf(measure) === "count");
  const values = new Map(years.map(({ key, value }) => [key, value]));
  const told = (key: string) => {
    const value = values.get(key) ?? null;
    return t("bar", { name: key, value: value === null ? t("unknown") : figureText(locale, measure, value) });
  };
  const gaps = bars.some(({ gap }) => gap);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      {gaps && (
        <pattern id={`${id}-gap`} className="chart-gap" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 7 7-1M-1 1 1-1M5 7l2-2" />
        </pattern>
      )}
      {lines.map(({ value, y }) => (
        <g key={value}>
          <path className="chart-grid" d={`M${left} ${y}H${width}`} />
          <text className="chart-label" x={left - 6} y={y + 4} textAnchor="end">
            {axisText(locale, measure, value)}
          </text>
        </g>
      ))}
      {bars.map(({ key, x, y, width: wide, height: high, gap }) => (
        <rect
          key={key}
          className={gap ? undefined : "chart-bar"}
          fill={gap ? `url(#${id}-gap)` : undefined}
          x={x}
          y={y}
          width={wide}
          height={high}
        >
          <title>{told(key)}</title>
        </rect>
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
