import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { axisText } from "@/components/numbers/figure-text";
import type { YearAxis } from "@/lib/charts/years";
import type { MeasureKey } from "@/lib/statistics/units";

type YearAxisChartProps = {
  id: string;
  measure: MeasureKey;
  title: string;
  description: string;
  axis: YearAxis;
  /** Bars, drawn over the lines. */
  children: ReactNode;
};

/** A drawing of years with its axes, as one image that says what it shows. */
export function YearAxisChart({ id, measure, title, description, axis, children }: YearAxisChartProps) {
  const locale = useLocale();
  const { width, height, left, bottom, lines, labels } = axis;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      <path className="chart-grid" d={lines.map(({ y }) => `M${left} ${y}H${width}`).join("")} />
      {lines.map(({ value, y }) => (
        <text key={value} className="chart-label" x={left - 6} y={y + 4} textAnchor="end">
          {axisText(locale, measure, value)}
        </text>
      ))}
      {children}
      <path className="chart-axis" d={`M${left} ${bottom}H${width}`} />
      {labels.map(({ key, x }) => (
        <text key={key} className="chart-label" x={x} y={bottom + 16} textAnchor="middle">
          {key}
        </text>
      ))}
    </svg>
  );
}
