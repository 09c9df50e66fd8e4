import { findSubject } from "@/lib/profiles/queries/subject";
import type { Subject, SubjectKind } from "@/lib/profiles/schema";
import { facetKeys } from "@/lib/search/facets";

/** Folders of the pages about one thing, as the server calls them, whatever the language. */
const folders: Readonly<Record<string, SubjectKind>> = {
  organisations: "organisation",
  countries: "country",
  territories: "territory",
  themes: "theme",
  schemes: "scheme",
};

/** Tags of a subject: tokens of the search whose projects are on its page. */
export function tagsOf(subject: Subject): string[] {
  const own = facetKeys.flatMap((facet) => subject.query.chosen[facet].oneOf.map((value) => `${facet}:${value}`));
  if (subject.kind !== "organisation") return own;
  // What it funds, and what those inside it do, is on its page, too.
  const funded = subject.query.chosen.organisation.oneOf.map((value) => `funder:${value}`);
  return [...own, ...funded, ...(subject.territory === null ? [] : [`territory:${subject.territory}`])];
}

/**
 * Tags of what the page at a path (as the server calls it: "/fr/countries/senegal") is about, as transactions leave them
 * (migration `touched`). Null: it is about everything.
 */
export async function tagsOfPage(path: string): Promise<string[] | null> {
  const [, , folder = "", record, ...rest] = path.split("/");
  if (record === undefined || rest.length > 0) return null;
  if (folder === "projects") return [`project:${record.split("-")[0]}`];
  if (folder === "news") return [];
  const kind = folders[folder];
  const subject = kind ? await findSubject(kind, decodeURIComponent(record)) : null;
  return subject && tagsOf(subject);
}
