import type { Locale } from "@/lib/i18n/locales";
import { listProjects } from "@/lib/projects/queries/list";
import type { ProjectSummary } from "@/lib/projects/schema";
import { isKnownFormerly } from "./conditions";
import { countFacets, type FacetCounts } from "./counts";
import { type DayFigures, readDayFigures } from "./day-figures";
import { isChosen, mapFacets } from "./facets";
import { type Help, helpWith } from "./help";
import { readMap, type SearchMap } from "./map";
import { type Names, nameValues } from "./names";
import type { ProjectQuery } from "./params";
import { type Part, partsOf } from "./parts";
import { type Reasons, readReasons } from "./reasons";
import { readWords } from "./words";

/** What a page shows of a search. */
export type Search = {
  query: ProjectQuery;
  /** Names of the chosen values and of the counted ones. */
  names: Names;
  total: number;
  projects: ProjectSummary[];
  counts: FacetCounts;
  parts: readonly Part[];
  /** Why each record was found, by public id. */
  reasons: Reasons;
  /** What to try instead; null where something was found. */
  help: Help | null;
  /** What the list is made of where it is of a day. */
  figures: DayFigures | null;
  /** The map, where that is the view. */
  map: SearchMap | null;
};

/** A query without the values that name nothing known, and the names of the others. */
export async function nameQuery(asked: ProjectQuery, locale: Locale): Promise<{ query: ProjectQuery; names: Names }> {
  const isKnown = asked.asOf?.view === "known" ? isKnownFormerly : () => true;
  const names = await nameValues(chosenValues(asked), locale);
  const chosen = mapFacets((key) => {
    const known = (value: string) => isKnown(key, value) && names.get(key)?.has(value) === true;
    return { oneOf: asked.chosen[key].oneOf.filter(known), noneOf: asked.chosen[key].noneOf.filter(known) };
  });
  return { query: { ...asked, chosen }, names };
}

function chosenValues({ chosen }: ProjectQuery) {
  const all = mapFacets((key) => [...chosen[key].oneOf, ...chosen[key].noneOf]);
  return Object.fromEntries(Object.entries(all).filter(([key]) => isChosen(chosen[key as keyof typeof chosen])));
}

/** Everything that the page of a search shows. */
export async function searchProjects(asked: ProjectQuery, locale: Locale): Promise<Search> {
  const [{ query, names }, words] = await Promise.all([nameQuery(asked, locale), readWords(asked.q)]);
  const [result, counts, figures] = await Promise.all([
    listProjects(query, words, locale),
    countFacets(query, words),
    readDayFigures(query, words),
  ]);
  const counted = await nameValues(
    Object.fromEntries([...counts].map(([key, values]) => [key, values.map(({ value }) => value)])),
    locale,
  );
  const all = mapFacets((key) => new Map([...(names.get(key) ?? []), ...(counted.get(key) ?? [])]));
  const known = new Map(Object.entries(all)) as unknown as Names;
  const parts = partsOf(query, names, locale);
  const [reasons, help, map] = await Promise.all([
    readReasons(
      query.q,
      result.projects.map(({ id }) => id),
    ),
    result.total === 0 ? helpWith(query, parts) : null,
    query.view === "map" ? readMap(query, { words, counts, names: known, total: result.total }, locale) : null,
  ]);
  return { query, names: known, ...result, counts, figures, parts, reasons, help, map };
}
