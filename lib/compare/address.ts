import { limits } from "@/lib/core/limits";
import { cleanText, firstOf, type Params } from "@/lib/core/parameters";
import type { Target } from "@/lib/i18n/href";
import { type Subject, type SubjectKind, subjectKinds } from "@/lib/profiles/schema";

/** A subject as an address names it: "country-SN", "organisation-o12", "territory-R53", "theme-eau". */
export type SubjectName = { kind: SubjectKind; name: string };

/** What an address of the comparison asks for. */
export type AskedComparison = {
  /** In their order; null in place of what has the form of no subject. */
  names: readonly { text: string; subject: SubjectName | null }[];
  /** Name of a subject to add, as a visitor wrote it; empty: none. */
  add: string;
};

/** Longer than the name of any subject; what an address quotes is cut. */
const nameLength = 80;
/** Names that are read of an address: those beyond the bound are told, not looked up. */
const namesRead = 2 * limits.comparedSubjects;

const form = new RegExp(`^(${subjectKinds.join("|")})-([a-z0-9][a-z0-9_-]*)$`, "i");

function parseName(text: string): SubjectName | null {
  const [, kind, name] = form.exec(text) ?? [];
  const known = subjectKinds.find((one) => one === kind?.toLowerCase());
  return known && name ? { kind: known, name } : null;
}

/** Reads `subjects` and `add` from the parameters of an address. Never throws. */
export function parseComparison(params: Params): AskedComparison {
  const texts = [params.subjects ?? []]
    .flat()
    .flatMap((value) => value.split(",", 2 * namesRead))
    .map((text) => cleanText(text, nameLength))
    .filter((text) => text !== "");
  const names = [...new Set(texts)].slice(0, namesRead).map((text) => ({ text, subject: parseName(text) }));
  return { names, add: cleanText(firstOf(params, "add"), limits.suggestText) };
}

/** The one name of a subject in addresses. */
export function nameOf({ kind, key }: Pick<Subject, "kind" | "key">): string {
  return `${kind}-${kind === "theme" ? key.toLowerCase().replaceAll(".", "_") : key}`;
}

/** Page that compares these subjects, in their order; `add`: a name that it is to find. */
export function comparisonTarget(
  subjects: readonly Pick<Subject, "kind" | "key">[],
  add = "",
): Target & { pathname: "/compare" } {
  return { pathname: "/compare", query: { subjects: subjects.map(nameOf).join(","), add } };
}
