import type { AsOf } from "@/lib/as-of/params";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { listProjects } from "@/lib/projects/queries/list";
import type { ProjectSummary } from "@/lib/projects/schema";
import { readNumbersForPage } from "@/lib/search/counts";
import { type DayFigures, readDayFigures } from "@/lib/search/day-figures";
import { type Lines, readLines } from "@/lib/search/map-lines";
import type { ProjectQuery } from "@/lib/search/params";
import type { CountrySubject, OrganisationSubject } from "../schema";
import { type Actors, readActors } from "./actors";
import { organisationOn } from "./former";
import { fundedBy } from "./money";
import { type Parts, readParts } from "./parts";

/** What has a page of a day: what records of projects say of it can be undone, and whether they ran is known. */
export type DatedSubject = OrganisationSubject | CountrySubject;

/** A subject on a day. */
export type ProfileOnDay = {
  /** As it is called today. */
  present: DatedSubject;
  /** As it was called then; null: there was no such record. */
  subject: DatedSubject | null;
  asOf: AsOf;
  /** Its projects of that day. */
  query: ProjectQuery & { asOf: AsOf };
  total: number;
  figures: DayFigures | null;
  projects: readonly ProjectSummary[];
  /** Who worked together, where and on what; null where records as they stood are shown: they are only listed. */
  ran: { actors: Actors; parts: Parts; lines: Lines | null } | null;
};

/** The projects of a subject on a day; of a body that takes part in none, those that it funds. */
async function scopeOf(present: DatedSubject, asOf: AsOf) {
  const own = { ...present.query, asOf };
  const numbers = await readNumbersForPage(own, null, []);
  // What a record said of its funders on a day is not searched.
  if (numbers.total > 0 || present.kind !== "organisation" || asOf.view === "known") return { query: own, numbers };
  const query = { ...fundedBy(present), asOf };
  const funded = await readNumbersForPage(query, null, []);
  return funded.total > 0 ? { query, numbers: funded } : { query: own, numbers };
}

/** A subject on a day, by what is known now or as the records stood (docs/decisions/015-as-of.md). */
export async function readProfileOn(present: DatedSubject, asOf: AsOf, locale: Locale): Promise<ProfileOnDay> {
  const isKnown = asOf.view === "known";
  const subject = isKnown && present.kind === "organisation" ? await organisationOn(present, asOf.day) : present;
  const { query, numbers } = await scopeOf(present, asOf);
  const { total } = numbers;
  const dated = { ...present, query };
  const [figures, list, actors, parts, lines] = await Promise.all([
    readDayFigures(query, null),
    listProjects(query, null, locale, numbers),
    isKnown ? null : readActors(dated, locale),
    isKnown ? null : readParts(dated, locale),
    isKnown ? null : readLines(query, null, total, locale),
  ]);
  const ran = actors && parts && { actors, parts, lines };
  // Of a day gone by this is the only list on the page: all of its first page.
  const projects = isKnown ? list.projects : list.projects.slice(0, limits.profileProjects);
  return { present, subject, asOf, query, total, figures, projects, ran };
}
