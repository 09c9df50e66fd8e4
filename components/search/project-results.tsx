import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DayForm } from "@/components/history/day-form";
import { DaySummary } from "@/components/history/day-summary";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCard } from "@/components/project/project-card";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { countedFacets, type ValueCount } from "@/lib/search/counts";
import { type Choice, continents, type FacetKey, none } from "@/lib/search/facets";
import type { Help, Suggestion } from "@/lib/search/help";
import { queryOf } from "@/lib/search/params";
import type { Search } from "@/lib/search/search";
import { ActiveFilters } from "./active-filters";
import { FacetList } from "./facet-list";
import { FollowLinks } from "./follow-links";
import { LiveResults } from "./live-results";
import { ProjectTable } from "./project-table";
import { ResultOptions, SearchForm } from "./search-form";

/** Values that are offered of a filter: of the trees, the first level and what lies below the chosen. */
function offered(facet: FacetKey, values: readonly ValueCount[], { oneOf }: Choice): readonly ValueCount[] {
  if (facet === "region") return values.filter(({ value }) => continents.has(value) || oneOf.includes(value) || value === none);
  if (facet !== "theme") return values;
  return values.filter(({ value }) => {
    const above = value.split(".").slice(0, -1).join(".");
    return above === "" || oneOf.includes(value) || oneOf.some((chosen) => above === chosen);
  });
}

/** A page of a search with its filters; complete without JavaScript. */
export function ProjectResults({ search }: { search: Search }) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const { query, names, total, projects, counts, figures, parts, reasons, help } = search;
  const allPages = Math.max(1, Math.ceil(total / limits.pageSize));
  const pages = Math.min(allPages, limits.maxPage);
  const hrefOf = (page: number) => href(locale, { pathname: "/projects", query: queryOf({ ...query, page }, locale) });
  return (
    <>
      <PageHeading title={t("title")}>
        {t("result", { count: total })}
        {pages > 1 && projects.length > 0 && ` · ${t("pageOf", { page: query.page, pages })}`}
      </PageHeading>
      <LiveResults address={hrefOf(query.page)} summary={t("result", { count: total })} heading="results" />
      <SearchForm query={query} />
      {figures && query.asOf && <DaySummary query={{ ...query, asOf: query.asOf }} total={total} figures={figures} />}
      <ActiveFilters parts={parts} />
      <div className="search-layout">
        <details className="filters">
          <summary>
            <h2>{t("filters.heading")}</h2>
          </summary>
          {countedFacets.map((facet) => (
            <FacetList
              key={facet}
              facet={facet}
              query={query}
              values={offered(facet, counts.get(facet) ?? [], query.chosen[facet])}
              names={names.get(facet) ?? new Map()}
            />
          ))}
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
          <h2 id="results" tabIndex={-1} className="sr-only">
            {t("result", { count: total })}
          </h2>
          {projects.length > 0 && <ResultOptions query={query} />}
          {projects.length === 0 && <NoProject help={help} pages={pages} />}
          {projects.length > 0 && query.view === "table" && <ProjectTable projects={projects} />}
          {projects.length > 0 && query.view === "list" && (
            <ul className="cards">
              {projects.map((project) => (
                <li key={project.id}>
                  <ProjectCard project={project} foundIn={reasons.get(project.id) ?? []} />
                </li>
              ))}
            </ul>
          )}
          <Pagination page={query.page} pages={pages} hrefOf={hrefOf} />
          {total > 0 && <FollowLinks query={query} total={total} />}
          {allPages > pages && <p className="aside">{t("depth", { max: limits.maxPage })}</p>}
        </div>
      </div>
    </>
  );
}

/** Why nothing is shown, and what finds something. Without `help` there is something, on an earlier page. */
function NoProject({ help, pages }: { help: Help | null; pages: number }) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const count = (total: number) => t("result", { count: total });
  const link = ({ query }: Suggestion, words: ReactNode) => (
    <a href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })} rel="nofollow">
      {words}
    </a>
  );
  return (
    <div className="prose">
      <p>{help ? t("none.heading") : t("tooFar", { pages })}</p>
      {help?.spelling && (
        <p>
          {t.rich("help.spelling", {
            q: help.spelling.query.q,
            count: count(help.spelling.total),
            link: (words) => help.spelling && link(help.spelling, words),
          })}
        </p>
      )}
      {help && help.wider.length > 0 && (
        <ul>
          {help.wider.map((wider) => (
            <li key={wider.part.key}>{link(wider, t("help.without", { part: wider.part.label, count: count(wider.total) }))}</li>
          ))}
        </ul>
      )}
      {help && help.wider.length === 0 && !help.spelling && <p>{t("none.text")}</p>}
      <p>
        <Link to={{ pathname: "/projects" }}>{t("none.all")}</Link>
      </p>
    </div>
  );
}
