import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { type ListPage, listProjects } from "@/lib/projects/queries/list";
import { listAddress } from "./addresses";
import { countedFacets, type FacetCounts, readNumbersForPage } from "./counts";
import { nameValues } from "./names";
import { type ProjectQuery, queryOf } from "./params";
import type { ProjectList } from "./schema";
import { readWords } from "./words";

const absolute = (address: string) => new URL(address, env().PUBLIC_URL).href;

/** A page of a search for programs. `query` holds known values only. */
export async function listForPrograms(query: ProjectQuery, locale: Locale, withFacets: boolean): Promise<ProjectList> {
  const words = await readWords(query.q);
  const numbers = await readNumbersForPage(query, words, withFacets ? countedFacets : []);
  const [found, facets] = await Promise.all([
    listProjects(query, words, locale, numbers),
    withFacets ? namedCounts(numbers.counts, locale) : null,
  ]);
  return {
    total: found.total,
    page: typeof query.page === "number" ? query.page : null,
    pageSize: limits.pageSize,
    links: linksOf(query, found, locale, withFacets),
    projects: found.projects.map((project) => ({
      ...project,
      url: absoluteHref(locale, { pathname: "/projects/[record]", record: `${project.id}-${project.slug}` }),
      recordUrl: absolute(`/api/v1/projects/${project.id}?lang=${locale}`),
    })),
    facets,
  };
}

/** The next page is always the one after the last record: who walks the whole list meets no bound and no repetition. */
function linksOf(
  query: ProjectQuery,
  { total, before, after }: ListPage,
  locale: Locale,
  withFacets: boolean,
): ProjectList["links"] {
  const to = (page: ProjectQuery["page"]) => absolute(listAddress({ ...query, page }, locale, withFacets));
  const pages = Math.max(1, Math.ceil(total / limits.pageSize));
  const { page } = query;
  const previous =
    typeof page === "number" ? page > 1 && to(Math.min(page - 1, pages)) : before && to({ way: "before", from: before });
  return {
    self: to(page),
    first: to(1),
    prev: previous || null,
    next: after && to({ way: "after", from: after }),
    last: pages <= limits.maxPage ? to(pages) : null,
    html: absoluteHref(locale, { pathname: "/projects", query: queryOf({ ...query, view: "list" }, locale) }),
  };
}

async function namedCounts(found: FacetCounts, locale: Locale): Promise<ProjectList["facets"]> {
  const counts = [...found];
  const names = await nameValues(Object.fromEntries(counts.map(([key, all]) => [key, all.map(({ value }) => value)])), locale);
  return Object.fromEntries(
    counts.map(([key, all]) => [
      key,
      all.map(({ value, projects }) => ({ value, label: names.get(key)?.get(value) ?? value, projects })),
    ]),
  );
}
