import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Cite } from "@/components/cite/cite";
import { DayForm } from "@/components/history/day-form";
import { DaySummary } from "@/components/history/day-summary";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCard } from "@/components/project/project-card";
import { today } from "@/lib/core/clock";
import { href } from "@/lib/i18n/href";
import type { ProjectSummary } from "@/lib/projects/schema";
import { countedFacets, type ValueCount } from "@/lib/search/counts";
import { type Choice, continents, type FacetKey, none } from "@/lib/search/facets";
import { queryOf } from "@/lib/search/params";
import type { Search } from "@/lib/search/search";
import { AboveList } from "./above-list";
import { ActiveFilters } from "./active-filters";
import { FacetList } from "./facet-list";
import { FollowLinks } from "./follow-links";
import { LiveResults } from "./live-results";
import { NoProject, OtherMeanings } from "./other-searches";
import { ProjectMap } from "./project-map";
import { ProjectTable } from "./project-table";
import { numberedPages, ResultPages } from "./result-pages";
import { ResultOptions, SearchForm } from "./search-form";
import { WhyFound } from "./why-found";

/** Values that are offered of a filter: of the trees, the first level and what lies below the chosen. */
function offered(facet: FacetKey, values: readonly ValueCount[], { oneOf }: Choice): readonly ValueCount[] {
  if (facet === "region") return values.filter(({ value }) => continents.has(value) || oneOf.includes(value) || value === none);
  if (facet !== "theme") return values;
  return values.filter(({ value }) => {
    const above = value.split(".").slice(0, -1).join(".");
    return above === "" || oneOf.includes(value) || oneOf.some((chosen) => above === chosen);
  });
}

/** A record with the words of a search marked in its title. */
function withMarks(project: ProjectSummary, marked: Search["marked"]): ProjectSummary {
  const { title } = project;
  return { ...project, title: { ...title, text: marked.get(project.id)?.title ?? title.text } };
}

/** A page of a search with its filters; complete without JavaScript. */
export function ProjectResults({ search, cited }: { search: Search; cited: Omit<ComponentProps<typeof Cite>, "asOf"> }) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const { asked, query, names, total, projects, counts, figures, parts, reasons, marked } = search;
  const pages = query.view === "map" ? 1 : numberedPages(total);
  const { page } = query;
  return (
    <>
      <PageHeading title={t("title")}>
        {t("result", { count: total })}
        {pages > 1 && projects.length > 0 && typeof page === "number" && ` · ${t("pageOf", { page, pages })}`}
      </PageHeading>
      <LiveResults
        address={href(locale, { pathname: "/projects", query: queryOf(query, locale) })}
        summary={t("result", { count: total })}
        heading="results"
      />
      <SearchForm query={asked} />
      {figures && query.asOf && <DaySummary query={{ ...query, asOf: query.asOf }} total={total} figures={figures} />}
      <ActiveFilters parts={parts} />
      <OtherMeanings search={search} />
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
          {projects.length === 0 && <NoProject search={search} pages={pages} />}
          {projects.length > 0 && query.view === "table" && <ProjectTable projects={projects} />}
          {projects.length > 0 && query.view === "map" && <ProjectMap search={search} />}
          {projects.length > 0 && query.view === "list" && (
            <ul className="cards">
              {projects.map((project) => (
                <li key={project.id}>
                  <ProjectCard project={withMarks(project, marked)}>
                    <WhyFound found={reasons.get(project.id)} snippet={marked.get(project.id)?.snippet ?? null} />
                  </ProjectCard>
                </li>
              ))}
            </ul>
          )}
          {query.view !== "map" && <ResultPages search={search} />}
          {total > 0 && <FollowLinks query={query} total={total} />}
          {total > 0 && <Cite {...cited} asOf={today()} />}
          <AboveList above={search.above} />
        </div>
      </div>
    </>
  );
}
