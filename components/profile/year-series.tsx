import { useLocale, useTranslations } from "next-intl";
import { SeriesSection } from "@/components/numbers/series-section";
import { href } from "@/lib/i18n/href";
import { none } from "@/lib/search/facets";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import type { Series } from "@/lib/statistics/series";

/** True where there is something to compare: one year says what a figure says. */
export function hasYears(series: Series | null): series is Series {
  const stated = series?.parts.filter(({ key, value }) => key !== none && value !== null && value > 0) ?? [];
  return stated.length > 1;
}

/** Projects by the year in which they began, and the way to all other figures of the subject. */
export function YearSeries({ series, query }: { series: Series; query: ProjectQuery }) {
  const locale = useLocale();
  const t = useTranslations("profiles.years");
  return (
    <>
      <SeriesSection series={series} query={query} />
      <p>
        <a href={href(locale, { pathname: "/statistics", query: queryOf(query, locale) })} rel="nofollow">
          {t("all")}
        </a>
      </p>
    </>
  );
}
