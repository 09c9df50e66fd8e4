import { useLocale, useTranslations } from "next-intl";
import { RankedBarsChart } from "@/components/chart/ranked-bars-chart";
import { YearBarsChart } from "@/components/chart/year-bars-chart";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import { seriesAddress } from "@/lib/statistics/addresses";
import type { Part, Series } from "@/lib/statistics/series";
import { type MeasureKey, unitOf } from "@/lib/statistics/units";
import { figureText } from "./figure-text";
import { SeriesFile } from "./series-file";
import { SeriesTable } from "./series-table";
import { shownParts } from "./shown-parts";

/** Bars that a reader takes in; the table has the others. */
const drawnAtMost = 10;
const ofYears = new Set(["started", "active", "ended", "signed", "funded"]);
/** The colour of the end of the partnership that a dimension is about. */
const sides: Partial<Record<Series["dimension"], string>> = {
  country: "chart-partner",
  continent: "chart-partner",
  subregion: "chart-partner",
  partner: "chart-partner",
  frenchRegion: "chart-french",
  departement: "chart-french",
  kind: "chart-french",
  authority: "chart-french",
};

function useValueText(measure: MeasureKey): (value: number | null) => string {
  const locale = useLocale();
  const t = useTranslations("statistics.chart");
  return (value) => (value === null ? t("unknown") : figureText(locale, measure, value));
}

function Drawing({ series, title, id }: { series: Series; title: string; id: string }) {
  const t = useTranslations("statistics.chart");
  const valueText = useValueText(series.measure);
  const isYears = ofYears.has(series.dimension);
  const stated = series.parts.filter(({ key, value }) => key !== none && (isYears || (value ?? 0) > 0));
  const drawn = isYears ? stated : stated.slice(0, drawnAtMost);
  const most = stated.reduce<Part | null>((top, part) => ((part.value ?? 0) > (top?.value ?? 0) ? part : top), null);
  if (!most) return null;
  const rest = series.parts.find(({ key }) => key === none);
  const named = t("bar", { name: most.name, value: valueText(most.value) });
  const shared = { id, measure: series.measure, title, description: t("described", { count: drawn.length, most: named }) };
  return (
    <figure className={`chart ${sides[series.dimension] ?? "chart-neutral"}`}>
      {isYears ? <YearBarsChart {...shared} years={drawn} /> : <RankedBarsChart {...shared} values={drawn} />}
      <figcaption className="aside">
        {isYears && `${t("axis", { unit: t(`unit.${unitOf(series.measure)}`) })} `}
        {isYears && drawn.some(({ value }) => value === null) && `${t("gap")} `}
        {drawn.length < stated.length && `${t("drawn", { shown: drawn.length, count: stated.length })} `}
        {rest && rest.value !== 0 && t("notStated", { name: rest.name, value: valueText(rest.value) })}
      </figcaption>
    </figure>
  );
}

/** How the parts of a series and its total hang together. */
function useSums({ single, outside, limited, parts, measure, dimension }: Series): string {
  const t = useTranslations("statistics.chart");
  const ofLines = unitOf(measure) === "euros" && (dimension === "funder" || dimension === "funded");
  const sums = single ? (ofLines ? t("singleLines") : t("single")) : t("several");
  const shown = shownParts(parts).length;
  const told = [
    sums,
    outside > 0 && t("outside", { count: outside }),
    limited && t("limited"),
    shown < parts.length && t("shown", { shown, count: parts.length }),
  ];
  return told.filter(Boolean).join(" ");
}

/** A series as a chart, with its definition, its table and its file one step away. */
export function SeriesSection({ series, query }: { series: Series; query: ProjectQuery }) {
  const locale = useLocale();
  const t = useTranslations("statistics");
  const { measure, dimension, parts } = series;
  const id = `${measure}-${dimension}`;
  const title = t("chart.title", { measure: t(`measure.${measure}.name`), by: t(`dimension.${dimension}.by`) });
  const sums = useSums(series);
  return (
    <div className="series">
      <h3 id={id}>{title}</h3>
      <Drawing series={series} title={title} id={`chart-${id}`} />
      <details>
        <summary>{t("chart.table", { count: shownParts(parts).length })}</summary>
        <SeriesTable series={series} title={title} />
      </details>
      <details>
        <summary>{t("chart.counted")}</summary>
        <p>
          {t(`dimension.${dimension}.text`)} {sums}
        </p>
        <p>{t(`measure.${measure}.text`)}</p>
      </details>
      <SeriesFile href={seriesAddress(measure, [dimension], query, locale)} title={title} />
    </div>
  );
}
