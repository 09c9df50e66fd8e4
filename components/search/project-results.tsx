import { useLocale, useTranslations } from "next-intl";
import { DayForm } from "@/components/history/day-form";
import { DaySummary } from "@/components/history/day-summary";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCard } from "@/components/project/project-card";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { ProjectSummary } from "@/lib/projects/schema";
import type { DayFigures } from "@/lib/search/day-figures";
import { type Filters, type ProjectQuery, queryOf } from "@/lib/search/params";
import type { CountryCount, ThemeCount } from "@/lib/statistics/queries";
import { ActiveFilters } from "./active-filters";
import { FilterList } from "./filter-list";

type ProjectResultsProps = {
  query: ProjectQuery;
  labels: Filters;
  result: { total: number; projects: ProjectSummary[] };
  countries: readonly CountryCount[];
  themes: readonly ThemeCount[];
  /** What the list is made of where it is of a day. */
  figures: DayFigures | null;
};

/** A page of projects with its filters; complete without JavaScript. */
export function ProjectResults({ query, labels, result, countries, themes, figures }: ProjectResultsProps) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const allPages = Math.max(1, Math.ceil(result.total / limits.pageSize));
  const pages = Math.min(allPages, limits.maxPage);
  const hrefOf = (page: number) => href(locale, { pathname: "/projects", query: queryOf({ ...query, page }, locale) });
  return (
    <>
      <PageHeading title={t("title")}>
        {t("result", { count: result.total })}
        {pages > 1 && result.projects.length > 0 && ` · ${t("pageOf", { page: query.page, pages })}`}
      </PageHeading>
      {figures && query.asOf && <DaySummary query={{ ...query, asOf: query.asOf }} total={result.total} figures={figures} />}
      <ActiveFilters query={query} labels={labels} />
      <div className="search-layout">
        <details className="filters">
          <summary>
            <h2>{t("filters.heading")}</h2>
          </summary>
          <FilterList
            title={t("filters.theme")}
            values={themes.map(({ code, label, projects }) => ({ code, name: label, projects }))}
            choose={(theme) => ({ ...query, theme, page: 1 })}
            selected={query.theme}
            first={themes.length}
          />
          <FilterList
            title={t("filters.country")}
            values={countries}
            choose={(country) => ({ ...query, country, page: 1 })}
            selected={query.country}
            first={15}
          />
          <section>
            <h3>{t("filters.day")}</h3>
            <DayForm
              action={href(locale, { pathname: "/projects" })}
              kept={queryOf({ ...query, asOf: null, page: 1 }, locale)}
              asOf={query.asOf}
              of="list"
            />
          </section>
        </details>
        <div>
          <h2 className="sr-only">{t("result", { count: result.total })}</h2>
          {result.projects.length > 0 ? (
            <ul className="cards">
              {result.projects.map((project) => (
                <li key={project.id}>
                  <ProjectCard project={project} />
                </li>
              ))}
            </ul>
          ) : (
            <NoProject tooFar={result.total > 0} pages={pages} />
          )}
          <Pagination page={query.page} pages={pages} hrefOf={hrefOf} />
          {allPages > pages && <p className="aside">{t("depth", { max: limits.maxPage })}</p>}
        </div>
      </div>
    </>
  );
}

function NoProject({ tooFar, pages }: { tooFar: boolean; pages: number }) {
  const t = useTranslations("projects");
  return (
    <div className="prose">
      <p>{tooFar ? t("tooFar", { pages }) : t("none.heading")}</p>
      {!tooFar && <p>{t("none.text")}</p>}
      <p>
        <Link to={{ pathname: "/projects" }}>{t("none.all")}</Link>
      </p>
    </div>
  );
}
