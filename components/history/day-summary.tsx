import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AsOf, AsOfView } from "@/lib/as-of/params";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { DayFigures } from "@/lib/search/day-figures";
import { type ProjectQuery, queryOf } from "@/lib/search/params";

type DaySummaryProps = { query: ProjectQuery & { asOf: AsOf }; total: number; figures: DayFigures };

/** Says what a list as of a day counts, with a link to each part. */
export function DaySummary({ query, total, figures }: DaySummaryProps) {
  const locale = useLocale();
  const t = useTranslations("history.day");
  const date = formatDate(locale, query.asOf.day);
  if ("firstDay" in figures)
    return (
      <div className="day-summary">
        <p>
          {t("count.known", { count: total, date })}
          {figures.firstDay && ` ${t("since", { date: formatDate(locale, figures.firstDay) })}`}
        </p>
        <p className="aside">
          <ViewLink query={query} view="active">
            {t("otherActive")}
          </ViewLink>
        </p>
      </div>
    );
  const { activities } = figures;
  const parts = (["active", "uncertain", "undated"] as const).filter((view) => view === "active" || activities[view] > 0);
  return (
    <div className="day-summary">
      {parts.map((view) => (
        <p key={view}>
          {t.rich(`count.${view}`, {
            count: activities[view],
            date,
            link: (words) => (
              <ViewLink query={query} view={view}>
                {words}
              </ViewLink>
            ),
          })}
        </p>
      ))}
      <details className="aside">
        <summary>{t("rule.heading")}</summary>
        <p>{t("rule.text")}</p>
      </details>
      <p className="aside">
        <ViewLink query={query} view="known">
          {t("otherKnown")}
        </ViewLink>
      </p>
    </div>
  );
}

type ViewLinkProps = { query: DaySummaryProps["query"]; view: AsOfView; children: ReactNode };

function ViewLink({ query, view, children }: ViewLinkProps) {
  const parameters = queryOf({ ...query, asOf: { ...query.asOf, view }, page: 1 }, useLocale());
  const current = view === query.asOf.view ? "true" : undefined;
  return (
    <Link to={{ pathname: "/projects", query: parameters }} rel="nofollow" aria-current={current}>
      {children}
    </Link>
  );
}
