import { comparisonTarget, parseComparison } from "@/lib/compare/address";
import { today } from "@/lib/core/clock";
import type { Params } from "@/lib/core/parameters";
import { portalSecret } from "@/lib/core/secret";
import { formatList } from "@/lib/i18n/format";
import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { subjectTarget } from "@/lib/profiles/address";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { Subject } from "@/lib/profiles/schema";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import { nameQuery } from "@/lib/search/search";
import { titleOfSearch } from "@/lib/search/title";
import { type Figure, readFigures } from "@/lib/statistics/figures";
import type { MeasureKey } from "@/lib/statistics/units";
import { type CitedScope, citationTarget, isGenuine, isSame, parseCitation, readValue, type Said, written } from "./citation";

type Shown = Pick<Figure, "measure" | "value">;

/**
 * Public address that keeps figures as they are today, of each subject or of a search; null where nothing is counted, or where
 * the search is of records as they stood on a day, whose own address keeps them. `columns`: an entry for each subject.
 */
export async function citationAddress(
  scope: CitedScope,
  columns: readonly (readonly Shown[])[],
  locale: Locale,
): Promise<string | null> {
  const isKnown = "query" in scope && scope.query.asOf?.view === "known";
  if (isKnown || !columns.some((figures) => figures.some(({ value }) => value))) return null;
  const said = (columns[0] ?? []).map(
    ({ measure }, index): Said => ({
      measure,
      values: columns.map((figures) => written(measure, figures[index]?.value ?? null)),
    }),
  );
  const target = citationTarget(await portalSecret("citation"), { scope, on: today(), said }, locale);
  return absoluteHref(locale, target);
}

/** A figure then and now; null: what it was of is no more. */
export type Compared = { measure: MeasureKey; was: number | null; now: Figure | null; isSame: boolean };
/** What an address cites: nothing that we said, or figures of subjects (or of one search) then and now. */
export type Citation = { title: string; page: Target | null } & (
  | { state: "not_ours" }
  | { state: "ours"; on: string; columns: readonly { name: string; figures: readonly Compared[] }[] }
);

type Scope = { title: string; page: Target | null; columns: { name: string; query: ProjectQuery | null }[] };

async function findScope(params: Params, scope: CitedScope, locale: Locale, isList: boolean): Promise<Scope> {
  if ("query" in scope) {
    const { query, names } = await nameQuery(scope.query, locale);
    // A value that names nothing any more is not left out: the rest would be another search.
    const isWhole = JSON.stringify(query.chosen) === JSON.stringify(scope.query.chosen);
    const title = titleOfSearch(query, names, locale);
    const page = { pathname: isList ? "/projects" : "/statistics", query: queryOf(query, locale) } as const;
    return { title, page: isWhole ? page : null, columns: [{ name: title, query: isWhole ? query : null }] };
  }
  const { names } = parseComparison(params);
  const found = await Promise.all(names.map(({ subject }) => (subject ? findSubject(subject.kind, subject.name) : null)));
  const subjects = found.filter((subject): subject is Subject => subject !== null);
  const columns = names.map(({ text }, index) => ({
    name: found[index]?.names[locale] ?? text,
    query: found[index]?.query ?? null,
  }));
  const [only, ...others] = subjects;
  const page = only ? (others.length === 0 ? subjectTarget(only, locale) : comparisonTarget(subjects)) : null;
  return {
    title: formatList(
      locale,
      subjects.map((subject) => subject.names[locale]),
    ),
    page,
    columns,
  };
}

/** True where the portal signed what an address cites. */
export async function isOurs(params: Params): Promise<boolean> {
  const { cited, proof } = parseCitation(params);
  return cited !== null && isGenuine(await portalSecret("citation"), cited, proof);
}

/** Figures that an address cites as they were and as they are now; of one that we did not sign nothing that it says. */
export async function readCitation(params: Params, locale: Locale): Promise<Citation> {
  const { scope, cited } = parseCitation(params);
  const isList = cited !== null && cited.said.length === 1;
  const { title, page, columns } = await findScope(params, scope, locale, isList);
  if (cited === null || !(await isOurs(params))) return { title, page, state: "not_ours" };
  const measures = cited.said.map(({ measure }) => measure);
  const now = await Promise.all(columns.map(({ query }) => query && readFigures(measures, query)));
  return {
    title,
    page,
    state: "ours",
    on: cited.on,
    columns: columns.map(({ name }, column) => ({
      name,
      figures: cited.said.map(({ measure, values }): Compared => {
        const [text = "", figure] = [values[column], now[column]?.[measure] ?? null];
        return { measure, was: readValue(text), now: figure, isSame: figure !== null && isSame(measure, text, figure.value) };
      }),
    })),
  };
}
