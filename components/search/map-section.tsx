import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { current, type LinkedBubble } from "@/components/map/bubble-map";
import { DataTable } from "@/components/ui/data-table";
import { formatList, formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Bubble, Counted } from "@/lib/map/bubbles";
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
  /** Marks of the rows on the drawing; without any there is none. */
  drawn: readonly Bubble[];
  /** A drawing that is about as high as wide. */
  narrow?: boolean;
  /** Stands above the drawing. */
  before?: ReactNode;
  children: ReactNode;
};

/** Tables longer than this are folded: their largest numbers stand on the drawing. */
const longest = 20;
/** More than these are not named one by one under a drawing. */
const mostNames = 6;

const addressOf = ({ query }: MapRow, locale: Locale) => href(locale, { pathname: "/projects", query: queryOf(query, locale) });

/** Rows as a drawing counts them. */
export function countsOf(rows: readonly MapRow[]): Counted[] {
  return rows.map(({ key, projects, position }) => ({ key, count: projects, position }));
}

/** Marks with the rows that they stand for. */
export function linkBubbles(rows: readonly MapRow[], bubbles: readonly Bubble[], locale: Locale): LinkedBubble[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return bubbles.flatMap((bubble) => {
    const row = byKey.get(bubble.key);
    if (!row) return [];
    return [{ ...bubble, name: row.name, projects: row.projects, chosen: row.chosen, href: addressOf(row, locale) }];
  });
}

/** One side of a search: a drawing and, under it, the same numbers as a table that says how they add up. */
export function MapSection(props: MapSectionProps) {
  const { side, heading, caption, column, legend, drawn, narrow, before, children } = props;
  const locale = useLocale();
  const t = useTranslations("map");
  const after = useId();
  const { rows, total, widened } = side;
  const sum = rows.reduce((all, { projects }) => all + projects, 0);
  const marked = new Set(drawn.map(({ key }) => key));
  const absent = rows.filter(({ key }) => key !== none && !marked.has(key)).map(({ name }) => name);
  const missing =
    absent.length > mostNames
      ? t("search.absentMany", { count: absent.length })
      : t("search.absent", { names: formatList(locale, absent) });
  const number = (count: number) => [{ key: "projects", content: formatNumber(locale, count) }];
  const cells = (row: MapRow) => ({
    key: row.key,
    header: (
      <a href={addressOf(row, locale)} rel="nofollow" {...(row.chosen && current)}>
        {row.name}
      </a>
    ),
    cells: number(row.projects),
  });
  return (
    <section className={narrow ? "map map-section map-narrow" : "map map-section"}>
      <h3>{heading}</h3>
      {widened && <p className="aside">{t("search.widened")}</p>}
      {before}
      {drawn.length > 0 && (
        <>
          <div className="skip-links">
            <a href={`#${after}`}>{t("world.skip")}</a>
          </div>
          <figure>
            {children}
            <figcaption>
              {legend} {absent.length > 0 && `${missing} `}
              {t("disclaimer")}
            </figcaption>
          </figure>
        </>
      )}
      <details id={after} className="map-table" open={rows.length <= longest}>
        <summary>{t("search.table")}</summary>
        <DataTable
          numeric
          caption={caption}
          columns={[
            { key: "name", label: column },
            { key: "projects", label: t("world.columnProjects") },
          ]}
          rows={rows.map(cells)}
          foot={{ key: "total", header: t("search.total"), cells: number(total) }}
        />
        <p className="aside">{sum > total ? t("search.several", { sum, total }) : t("search.once", { total })}</p>
      </details>
    </section>
  );
}
