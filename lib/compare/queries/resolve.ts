import { limits } from "@/lib/core/limits";
import { slugify } from "@/lib/core/text";
import type { Locale } from "@/lib/i18n/locales";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { Subject } from "@/lib/profiles/schema";
import { type Suggestion, suggest } from "@/lib/search/suggest";
import { type AskedComparison, nameOf } from "../address";

/** A subject that a name may mean, and what tells it from others of its name. */
export type Offer = { subject: Subject; note: string };

/** The subjects that an address of the comparison asks for, and what is wrong with it. */
export type ResolvedComparison = {
  /** Each once, in the order asked for, no more than may be compared. */
  subjects: readonly Subject[];
  /** What names no subject, as it is written. */
  unknown: readonly string[];
  /** More were asked for than may be compared; those beyond are left out. */
  tooMany: boolean;
  /** The name to add, as it is written, and what it may mean; null: none is to be added. */
  adding: { name: string; offers: readonly Offer[] } | null;
};

function each<T>(subjects: readonly T[], keyOf: (subject: T) => string): T[] {
  return [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
}

/** The subject that a suggestion leads to: communes and EPCI are the bodies that govern them. */
async function subjectOf(kind: "country" | "theme" | "territory" | "organisation", value: string): Promise<Subject | null> {
  return findSubject(kind, kind === "theme" ? value.replaceAll(".", "_") : value);
}

/** Subjects that a name may mean; one alone where it is the whole name of just one. */
async function offersFor(name: string, locale: Locale): Promise<Offer[]> {
  const { groups } = await suggest(name, locale);
  const found = groups.flatMap(({ kind, suggestions }) =>
    kind === "project" || kind === "contact" ? [] : suggestions.map((suggestion) => ({ kind, suggestion })),
  );
  const resolved = await Promise.all(
    found.map(async ({ kind, suggestion }) => {
      const subject = await subjectOf(kind, suggestion.value);
      return subject ? [{ subject, note: suggestion.note, isWhole: isWhole(suggestion, name) }] : [];
    }),
  );
  const offers = each(resolved.flat(), ({ subject }) => nameOf(subject));
  const whole = offers.filter((offer) => offer.isWhole);
  return whole.length === 1 ? whole : offers;
}

function isWhole({ label, otherName }: Suggestion, name: string): boolean {
  return [label, otherName].some((one) => one !== null && slugify(one) === slugify(name));
}

/** Finds what an address of the comparison asks for. Throws when the database does not answer. */
export async function resolveComparison({ names, add }: AskedComparison, locale: Locale): Promise<ResolvedComparison> {
  const [found, offers] = await Promise.all([
    Promise.all(names.map(({ subject }) => (subject ? findSubject(subject.kind, subject.name) : null))),
    add === "" ? [] : offersFor(add, locale),
  ]);
  const subjects = each(
    found.filter((subject) => subject !== null),
    nameOf,
  );
  return {
    subjects: subjects.slice(0, limits.comparedSubjects),
    unknown: names.flatMap(({ text }, index) => (found[index] ? [] : [text])),
    tooMany: subjects.length > limits.comparedSubjects,
    adding: add === "" ? null : { name: add, offers },
  };
}

/** What a name to add leads to: the subjects with the one that it means; or nowhere, where that may be several, or is beyond the bound. */
export function withAdded({ subjects, adding, unknown }: ResolvedComparison): readonly Subject[] | "full" | null {
  const [offer, ...others] = adding?.offers ?? [];
  if (!offer || others.length > 0 || unknown.length > 0) return null;
  const all = each([...subjects, offer.subject], nameOf);
  return all.length > limits.comparedSubjects ? "full" : all;
}
