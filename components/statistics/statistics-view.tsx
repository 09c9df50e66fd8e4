import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HeatTable } from "@/components/chart/heat-table";
import { Cite } from "@/components/cite/cite";
import { PageHeading } from "@/components/layout/page-heading";
import { ByFunderSection } from "@/components/numbers/by-funder-section";
import { FigureCard } from "@/components/numbers/figure-card";
import { SeriesFile } from "@/components/numbers/series-file";
import { SeriesSection } from "@/components/numbers/series-section";
import { Icon } from "@/components/ui/icon";
import { href } from "@/lib/i18n/href";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import { seriesAddress } from "@/lib/statistics/addresses";
import type { Statistics } from "@/lib/statistics/page";
import type { Series } from "@/lib/statistics/series";

type StatisticsViewProps = {
  statistics: Statistics;
  title: string;
  /** Public address of the page, and the one that keeps its figures, for citations. */
  address: string;
  kept: string | null;
  /** What is crossed, and the figures at the head, in their order. */
  crossed: readonly [Series["dimension"], Series["dimension"]];
  head: readonly (keyof Statistics["figures"])[];
};

/** Statistics of a search: figures, charts with their tables, a matrix; complete without JavaScript. */
export function StatisticsView({ statistics, title, address, kept, crossed, head }: StatisticsViewProps) {
  const t = useTranslations("statistics.page");
  const { query, filters, figures, projects, cofunding, byFunder, asOf } = statistics;
  return (
    <div className="statistics">
      <PageHeading title={title}>{t("intro")}</PageHeading>
      {filters.length > 0 && <Filters filters={filters} />}
      <ListLink query={query} count={figures.projects.value ?? 0} />
      <section aria-labelledby="figures">
        <h2 id="figures">{t("figures")}</h2>
        <dl className="figures">
          {head.map((measure) => (
            <FigureCard key={measure} figure={figures[measure]} />
          ))}
        </dl>
      </section>
      {figures.projects.value !== 0 && (
        <>
          <AllSeries id="projects" title={t("projects")} all={projects} query={query} />
          <AllSeries id="money" title={t("money")} all={cofunding} query={query}>
            {byFunder && <ByFunderSection data={byFunder} query={query} />}
          </AllSeries>
          <CrossSection statistics={statistics} crossed={crossed} />
        </>
      )}
      <Cite title={title} url={address} asOf={asOf} kept={kept} />
    </div>
  );
}

function Filters({ filters }: Pick<Statistics, "filters">) {
  const locale = useLocale();
  const t = useTranslations("statistics.page");
  const to = (query: ProjectQuery) => href(locale, { pathname: "/statistics", query: queryOf(query, locale) });
  return (
    <section aria-label={t("filtered")}>
      <ul className="chips">
        {filters.map(({ key, label, without }) => (
          <li key={key} className="chip-group">
            <a className="chip" href={to(without)} aria-label={t("remove", { name: label })} rel="nofollow">
              {label} <Icon name="remove" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ListLink({ query, count }: { query: ProjectQuery; count: number }) {
  const locale = useLocale();
  const t = useTranslations("statistics.page");
  return (
    <p>
      <a href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })}>{t("list", { count })}</a>
    </p>
  );
}

type AllSeriesProps = { id: string; title: string; all: ReadonlyMap<string, Series>; query: ProjectQuery; children?: ReactNode };

function AllSeries({ id, title, all, query, children }: AllSeriesProps) {
  const shown = [...all.values()].filter(({ parts }) => parts.length > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="all-series">
        {shown.map((series) => (
          <SeriesSection key={series.dimension} series={series} query={query} />
        ))}
        {children}
      </div>
    </section>
  );
}

function CrossSection({ statistics: { cross, query }, crossed }: Pick<StatisticsViewProps, "statistics" | "crossed">) {
  const locale = useLocale();
  const t = useTranslations("statistics");
  const [down, across] = crossed;
  if (cross.cells.size === 0) return null;
  const names = {
    measure: t(`measure.${cross.measure}.name`),
    rows: t(`dimension.${down}.name`),
    columns: t(`dimension.${across}.name`),
  };
  return (
    <section aria-labelledby="cross">
      <h2 id="cross">{t("page.cross")}</h2>
      <HeatTable cross={cross} caption={t("chart.crossTable", names)} corner={names.rows} />
      <SeriesFile href={seriesAddress(cross.measure, crossed, query, locale)} title={t("page.cross")} />
    </section>
  );
}
