import { useLocale, useTranslations } from "next-intl";
import { YearBarsChart } from "@/components/chart/year-bars-chart";
import { FigureLink } from "@/components/numbers/figure-link";
import { figureText } from "@/components/numbers/figure-text";
import { SeriesFile } from "@/components/numbers/series-file";
import { DataTable } from "@/components/ui/data-table";
import { nameOf } from "@/lib/compare/address";
import type { YearTable } from "@/lib/compare/years";
import type { Subject } from "@/lib/profiles/schema";
import { seriesAddress } from "@/lib/statistics/addresses";
import { unitOf } from "@/lib/statistics/units";

type YearSectionProps = { table: YearTable; subjects: readonly Subject[] };

function Chart({ table, subject, index }: { table: YearTable; subject: Subject; index: number }) {
  const locale = useLocale();
  const t = useTranslations("statistics.chart");
  const { measure, dimension, columns, most } = table;
  const years = [...(columns[index] ?? [])].map(([key, { value }]) => ({ key, value }));
  const known = years.filter(({ value }) => (value ?? 0) > 0);
  const largest = known.reduce((top, year) => ((year.value ?? 0) > (top?.value ?? 0) ? year : top), known[0]);
  const value = largest?.value ?? null;
  const named =
    value === null || !largest ? t("unknown") : t("bar", { name: largest.key, value: figureText(locale, measure, value) });
  const name = subject.names[locale];
  return (
    <figure className="chart chart-neutral">
      <figcaption>{name}</figcaption>
      <YearBarsChart
        id={`chart-${measure}-${dimension}-${index}`}
        measure={measure}
        title={name}
        description={t("described", { count: known.length, most: named })}
        years={years}
        scale={most}
      />
    </figure>
  );
}

/** Years down, subjects across; years in which nothing is known of any are left out. */
function Table({ table, subjects, title }: YearSectionProps & { title: string }) {
  const locale = useLocale();
  const t = useTranslations("statistics");
  const { dimension, years, columns } = table;
  const stated = years.filter((year) => columns.some((column) => column.get(year)?.value));
  return (
    <details>
      <summary>{t("chart.table", { count: stated.length })}</summary>
      <DataTable
        numeric
        caption={title}
        columns={[
          { key: "year", label: t(`dimension.${dimension}.name`) },
          ...subjects.map((subject) => ({ key: nameOf(subject), label: subject.names[locale] })),
        ]}
        rows={stated.map((year) => ({
          key: year,
          header: year,
          cells: subjects.map((subject, index) => {
            const figure = columns[index]?.get(year);
            return { key: nameOf(subject), content: figure && <FigureLink figure={figure} />, soft: figure?.value === null };
          }),
        }))}
      />
    </details>
  );
}

/** A measure by year: a chart for each subject, all on one scale, and one table. */
export function YearSection({ table, subjects }: YearSectionProps) {
  const locale = useLocale();
  const t = useTranslations("statistics");
  const { measure, dimension, columns } = table;
  const id = `${measure}-${dimension}`;
  const title = t("chart.title", { measure: t(`measure.${measure}.name`), by: t(`dimension.${dimension}.by`) });
  const hasGaps = columns.some((column) => [...column.values()].some(({ value }) => value === null));
  return (
    <div className="series">
      <h3 id={id}>{title}</h3>
      <div className="compare-columns">
        {subjects.map((subject, index) => (
          <Chart key={nameOf(subject)} table={table} subject={subject} index={index} />
        ))}
      </div>
      <p className="aside">
        {t("chart.axis", { unit: t(`chart.unit.${unitOf(measure)}`) })} {hasGaps && t("chart.gap")}
      </p>
      <Table table={table} subjects={subjects} title={title} />
      <details>
        <summary>{t("chart.counted")}</summary>
        <p>
          {t(`dimension.${dimension}.text`)} {t(`measure.${measure}.text`)}
        </p>
      </details>
      {subjects.map((subject) => (
        <SeriesFile
          key={nameOf(subject)}
          href={seriesAddress(measure, [dimension], subject.query, locale)}
          title={title}
          of={subject.names[locale]}
        />
      ))}
    </div>
  );
}
