import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { DataTable } from "@/components/ui/data-table";
import { formatList, formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { none } from "@/lib/search/facets";
import type { MapRow, MapSide } from "@/lib/search/map-rows";
import { queryOf } from "@/lib/search/params";

type MapSectionProps = {
  side: MapSide;
  heading: string;
  /** Of the table. */
  caption: string;
  column: string;
  /** What the drawing shows and how to read it. */
  legend: string;
  /** Keys of the rows that stand on the drawing. */
  drawn: ReadonlySet<string>;
  children: ReactNode;
};

/** One side of a search: a drawing and, under it, the same numbers as a table that says how they add up. */
export function MapSection({ side, heading, caption, column, legend, drawn, children }: MapSectionProps) {
  const locale = useLocale();
  const t = useTranslations("map");
  const after = useId();
  const { rows, total } = side;
  const sum = rows.reduce((all, { projects }) => all + projects, 0);
  const absent = rows.filter(({ key }) => key !== none && !drawn.has(key)).map(({ name }) => name);
  const number = (count: number) => [{ key: "projects", content: formatNumber(locale, count) }];
  const row = ({ key, name, projects, query, chosen }: MapRow) => ({
    key,
    header: (
      <a
        href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })}
        aria-current={chosen || undefined}
        rel="nofollow"
      >
        {name}
      </a>
    ),
    cells: number(projects),
  });
  return (
    <section className="map map-section">
      <h3>{heading}</h3>
      {drawn.size > 0 && (
        <>
          <div className="skip-links">
            <a href={`#${after}`}>{t("world.skip")}</a>
          </div>
          <figure>
            {children}
            <figcaption>
              {legend} {absent.length > 0 && `${t("search.absent", { names: formatList(locale, absent) })} `}
              {t("disclaimer")}
            </figcaption>
          </figure>
        </>
      )}
      <details id={after} className="map-table" open>
        <summary>{t("search.table")}</summary>
        <DataTable
          numeric
          caption={caption}
          columns={[
            { key: "name", label: column },
            { key: "projects", label: t("world.columnProjects") },
          ]}
          rows={rows.map(row)}
          foot={{ key: "total", header: t("search.total"), cells: number(total) }}
        />
        <p className="aside">{sum > total ? t("search.several", { sum, total }) : t("search.once", { total })}</p>
      </details>
    </section>
  );
}
