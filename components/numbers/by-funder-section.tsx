import { useLocale, useTranslations } from "next-intl";
import { SeriesKey } from "@/components/chart/series-patterns";
import { StackedYearsChart } from "@/components/chart/stacked-years-chart";
import { DataTable } from "@/components/ui/data-table";
import { formatMoney } from "@/lib/i18n/format";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import { seriesAddress } from "@/lib/statistics/addresses";
import type { ByFunder } from "@/lib/statistics/by-funder";
import { FigureLink } from "./figure-link";
import { SeriesFile } from "./series-file";

const id = "cofunding-by-funder";
const chart = `chart-${id}`;

/** What the largest funders have no part in. */
function restOf({ part, cells }: ByFunder["years"][number]): number | null {
  if (part.value === null) return null;
  const rest = part.value - cells.reduce((sum, cell) => sum + (cell?.value ?? 0), 0);
  // Sums of cents as floating numbers: what is less than half a cent is nothing.
  return Math.max(0, Math.round(rest * 100) / 100);
}

function Table({ data, title }: { data: ByFunder; title: string }) {
  const locale = useLocale();
  const t = useTranslations("statistics");
  const { series, funders, years } = data;
  const label = (index: number, name: string) => {
    const own = series[index];
    return (
      <>
        {own && <SeriesKey chart={chart} series={own} />} {name}
      </>
    );
  };
  return (
    <DataTable
      numeric
      caption={title}
      columns={[
        { key: "year", label: t("dimension.funded.name") },
        ...funders.map(({ key: funder, name }, index) => ({ key: funder, label: label(index, name) })),
        { key: "others", label: label(funders.length, t("chart.others")) },
        { key: "total", label: t("chart.total") },
      ]}
      rows={years.map((year) => {
        const rest = restOf(year);
        return {
          key: year.part.key,
          header: year.part.name,
          cells: [
            ...funders.map(({ key: funder }, index) => {
              const cell = year.cells[index];
              return { key: funder, content: cell ? <FigureLink figure={cell} /> : "" };
            }),
            { key: "others", content: rest ? formatMoney(locale, rest) : "" },
            { key: "total", content: <FigureLink figure={year.part} />, soft: year.part.value === null },
          ],
        };
      })}
    />
  );
}

/** Co-funding of each year by its largest funders, as a chart and a table. */
export function ByFunderSection({ data, query }: { data: ByFunder; query: ProjectQuery }) {
  const locale = useLocale();
  const t = useTranslations("statistics");
  const title = t("chart.byFunder");
  const known = data.years.filter(({ part }) => part.value !== null);
  const drawn = data.years.filter(({ part }) => part.key !== none);
  return (
    <div className="series">
      <h3 id={id}>{title}</h3>
      <figure className="chart">
        <StackedYearsChart
          id={chart}
          measure="cofunding"
          title={title}
          description={t("chart.byFunderDescribed", { years: drawn.length, funders: data.funders.length })}
          years={drawn.map(({ part, cells }) => ({
            key: part.key,
            values: cells.map((cell) => cell?.value ?? null),
            total: part.value,
          }))}
          series={data.series}
        />
        <figcaption className="aside">
          <ul className="chart-keys">
            {data.series.map((own) => (
              <li key={own.letter}>
                <SeriesKey chart={chart} series={own} /> {own.name ?? t("chart.others")}
              </li>
            ))}
          </ul>
          {t("chart.axis", { unit: t("chart.unit.euros") })}
        </figcaption>
      </figure>
      <details>
        <summary>{t("chart.table", { count: known.length })}</summary>
        <Table data={{ ...data, years: known }} title={title} />
      </details>
      <SeriesFile href={seriesAddress("cofunding", ["funded", "funder"], query, locale)} title={title} />
    </div>
  );
}
