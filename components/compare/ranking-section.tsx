import { useLocale, useTranslations } from "next-intl";
import { RankedBarsChart } from "@/components/chart/ranked-bars-chart";
import { FigureLink } from "@/components/numbers/figure-link";
import { figureText } from "@/components/numbers/figure-text";
import { DataTable } from "@/components/ui/data-table";
import { nameOf } from "@/lib/compare/address";
import type { Ranking } from "@/lib/compare/queries/comparison";
import type { Subject } from "@/lib/profiles/schema";
import type { Series } from "@/lib/statistics/series";

type ColumnProps = { series: Series; name: string; title: string; id: string; scale: number };

/** The largest parts of one subject, as bars and as a table whose every number is a link. */
function Column({ series, name, title, id, scale }: ColumnProps) {
  const locale = useLocale();
  const t = useTranslations("compare.top");
  const numbers = useTranslations("statistics");
  const { measure, dimension, parts } = series;
  const [first] = parts;
  if (!first) return <p className="unstated">{t("empty")}</p>;
  const most = numbers("chart.bar", { name: first.name, value: figureText(locale, measure, first.value ?? 0) });
  return (
    <>
      <RankedBarsChart
        id={id}
        measure={measure}
        title={`${title}, ${name}`}
        description={numbers("chart.described", { count: parts.length, most })}
        values={parts}
        scale={scale}
      />
      <details>
        <summary>{t("table", { name })}</summary>
        <DataTable
          numeric
          caption={`${title}, ${name}. ${t("first", { count: parts.length })}`}
          columns={[
            { key: "name", label: numbers(`dimension.${dimension}.name`) },
            { key: "value", label: numbers(`measure.${measure}.name`) },
          ]}
          rows={parts.map((part) => ({
            key: part.key,
            header: part.name,
            cells: [{ key: "value", content: <FigureLink figure={part} /> }],
          }))}
        />
      </details>
    </>
  );
}

/** What is at the top of each subject by one dimension, beside each other and on one scale. */
export function RankingSection({ ranking, subjects }: { ranking: Ranking; subjects: readonly Subject[] }) {
  const locale = useLocale();
  const t = useTranslations("compare.top");
  const numbers = useTranslations("statistics");
  const { dimension, columns } = ranking;
  const title = numbers("chart.title", {
    measure: numbers("measure.projects.name"),
    by: numbers(`dimension.${dimension}.by`),
  });
  const scale = Math.max(0, ...columns.flatMap((series) => (series?.parts ?? []).map(({ value }) => value ?? 0)));
  const side = dimension === "authority" ? "chart-french" : dimension === "theme" ? "chart-neutral" : "chart-partner";
  return (
    <div className="series">
      <h3 id={`top-${dimension}`}>{title}</h3>
      <div className="compare-columns">
        {subjects.map((subject, index) => {
          const series = columns[index];
          const name = subject.names[locale];
          return (
            <div key={nameOf(subject)} className={`chart ${side}`}>
              <h4>{name}</h4>
              {series ? (
                <Column series={series} name={name} title={title} id={`chart-${dimension}-${index}`} scale={scale} />
              ) : (
                <p className="aside">{t("own")}</p>
              )}
            </div>
          );
        })}
      </div>
      <details>
        <summary>{numbers("chart.counted")}</summary>
        <p>
          {numbers(`dimension.${dimension}.text`)} {numbers("chart.several")} {numbers("measure.projects.text")}
        </p>
      </details>
    </div>
  );
}
