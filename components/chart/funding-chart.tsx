import { useLocale, useTranslations } from "next-intl";
import { formatList, formatMoney } from "@/lib/i18n/format";
import type { FundingPivot } from "@/lib/projects/funding";
import { type Bar, fundingBars, type Segment, type Series } from "@/lib/projects/funding-bars";
import { patternId, SeriesPatterns } from "./series-patterns";

type FundingChartProps = { id: string; pivot: FundingPivot; series: readonly Series[] };

/** Room that a letter needs inside its bar. */
const plate = 17;

function Letter({ segment, y, height }: { segment: Segment; y: number; height: number }) {
  if (segment.width < plate + 6) return null;
  const middle = segment.x + segment.width / 2;
  return (
    <g>
      <rect className="chart-plate" x={middle - plate / 2} y={y + (height - plate) / 2} width={plate} height={plate} rx="2" />
      <text className="chart-label chart-total" x={middle} y={y + height / 2 + 4.5} textAnchor="middle">
        {segment.series.letter}
      </text>
    </g>
  );
}

/** Stacked bars per year. Letters, colours and patterns are those of the table that follows, which holds every figure. */
export function FundingChart({ id, pivot, series }: FundingChartProps) {
  const locale = useLocale();
  const t = useTranslations("chart");
  const money = (cents: number) => formatMoney(locale, cents / 100, pivot.currency);
  const { width, height, axis, barHeight, bars } = fundingBars(pivot, series);
  const others = series.find(({ name }) => name === null);
  const yearOf = ({ year }: Bar, unknown: string) => (year === null ? unknown : String(year));
  const list = formatList(
    locale,
    bars.map((bar) => t("bar", { year: yearOf(bar, t("yearNotStated")), total: money(bar.cents) })),
  );
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{t("title", { kind: t(`kind.${pivot.kind}`) })}</title>
        <desc id={`${id}-d`}>{t("description", { years: bars.length, list })}</desc>
        <SeriesPatterns chart={id} series={series} />
        {bars.map((bar) => (
          <g key={bar.year ?? "none"}>
            <text className="chart-label" x={axis - 8} y={bar.y + barHeight / 2 + 4.5} textAnchor="end">
              {yearOf(bar, t("yearShort"))}
            </text>
            {bar.segments.map((segment) => (
              <g key={segment.series.letter}>
                <rect
                  x={segment.x}
                  y={bar.y}
                  width={Math.max(0.5, segment.width - 1.5)}
                  height={barHeight}
                  fill={`url(#${patternId(id, segment.series)})`}
                />
                <Letter segment={segment} y={bar.y} height={barHeight} />
              </g>
            ))}
            <text className="chart-label chart-total" x={bar.end + 6} y={bar.y + barHeight / 2 + 4.5}>
              {money(bar.cents)}
            </text>
          </g>
        ))}
        <path className="chart-axis" d={`M${axis - 1} 0V${height}`} />
      </svg>
      {others && (
        <figcaption className="aside">{t("othersKey", { letter: others.letter, count: others.rows.length })}</figcaption>
      )}
    </figure>
  );
}
