import type { Locale } from "@/lib/i18n/locales";
import { type ListPage, listProjects } from "@/lib/projects/queries/list";
import { type Above, readAbove } from "./above";
import { isKnownFormerly } from "./conditions";
import { type FacetCounts, readNumbersForPage } from "./counts";
import { type DayFigures, readDayFigures } from "./day-figures";
import { isChosen, mapFacets } from "./facets";
import { type Wider, widen } from "./help";
import { readMap, type SearchMap } from "./map";
import { type Marked, markFound } from "./marks";
import { type Names, nameValues } from "./names";
import { type Offer, offerSpelling, offersFor } from "./offers";
import type { ProjectQuery } from "./params";
import { type Part, partsOf } from "./parts";
import { type Reasons, readReasons } from "./reasons";
import { readQuestion } from "./sentence/apply";
import type { Understood } from "./sentence/understand";
import { correctSpelling } from "./spelling";
import { readWords } from "./words";

/** What a page shows of a search. */
export type Search = ListPage & {
  /** The search as its address asks for it; `query` has the filters that its words mean. */
  asked: ProjectQuery;
  query: ProjectQuery;
  /** Names of the chosen values and of the counted ones. */
  names: Names;
  counts: FacetCounts;
  parts: readonly Part[];
  /** Why each record was found, by public id. */
  reasons: Reasons;
  /** Titles and texts with the words marked, by public id. */
  marked: ReadonlyMap<string, Marked>;
  /** Words that no record holds, and those that were looked for instead. */
  corrected: { from: string; to: string } | null;
  /** Filters that the words may mean. */
  offers: readonly Offer[];
  /** What to try instead where nothing was found. */
  wider: readonly Wider[];
  /** The same search among the projects of the authorities above its one territory. */
  above: readonly Above[];
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

type Answer = ListPage & {
  query: ProjectQuery;
  names: Names;
  filters: readonly Understood[];
  maybe: readonly Understood[];
  words: string | null;
  counts: FacetCounts;
};

/** The filters and words of a query, and what they find. */
async function answer(asked: ProjectQuery, locale: Locale): Promise<Answer> {
  const { query: read, filters, maybe } = await readQuestion(asked);
  const [{ query, names }, words] = await Promise.all([nameQuery(read, locale), readWords(read.q)]);
  const numbers = await readNumbersForPage(query, words);
  return { query, names, filters, maybe, words, counts: numbers.counts, ...(await listProjects(query, words, locale, numbers)) };
}

/** The same with words written right where these find something, and those find nothing. */
async function answerCorrected(asked: ProjectQuery, locale: Locale): Promise<Answer & { corrected: Search["corrected"] }> {
  const plain = await answer(asked, locale);
  const from = plain.query.q;
  const to = plain.total === 0 && from !== "" ? await correctSpelling(from) : null;
  if (to === null) return { ...plain, corrected: null };
  const other = await answer({ ...plain.query, q: to }, locale);
  if (other.total === 0) return { ...plain, corrected: null };
  return { ...other, filters: [...plain.filters, ...other.filters], corrected: { from, to } };
}

/** Everything that the page of a search shows. */
export async function searchProjects(asked: ProjectQuery, locale: Locale): Promise<Search> {
  const { filters, maybe, words, ...found } = await answerCorrected(asked, locale);
  const { query, names, total, projects, counts } = found;
  const parts = partsOf(query, names, locale, filters);
  // Tables and maps have no room for texts and reasons.
  const explained = query.view === "list" ? projects : [];
  const [figures, reasons, marked, offers, wider, above] = await Promise.all([
    readDayFigures(query, words),
    readReasons(
      query.q,
      explained.map(({ id }) => id),
    ),
    markFound(query.q, explained, locale),
    query.q === "" ? [] : Promise.all([offerSpelling(query, total, locale), offersFor(query, maybe, locale)]),
    total === 0 ? widen(parts) : [],
    readAbove(query, words, locale),
  ]);
  const counted = await nameValues(
    Object.fromEntries([...counts].map(([key, values]) => [key, values.map(({ value }) => value)])),
    locale,
  );
  const all = mapFacets((key) => new Map([...(names.get(key) ?? []), ...(counted.get(key) ?? [])]));
  const allNames = new Map(Object.entries(all)) as unknown as Names;
  const map = query.view === "map" ? await readMap(query, { words, counts, names: allNames, total }, locale) : null;
  return {
    ...found,
    asked,
    names: allNames,
    figures,
    parts,
    reasons,
    marked,
    offers: offers.flat(),
    wider,
    above,
    map,
  };
}
