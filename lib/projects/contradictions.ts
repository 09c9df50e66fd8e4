import type { Project } from "./schema";

/** What the facts of a record say against each other; the reader is told, the record is not corrected. Years are strings: they are names, not quantities. */
export type Contradiction =
  | { rule: "ongoing_but_ended"; end: NonNullable<Project["end"]> }
  | { rule: "three_year_too_short"; years: number }
  | { rule: "funding_outside_dates"; years: string[] }
  | { rule: "signed_after_end"; signed: string; end: string };

/** Rules that are computed at each reading; findings stored under these codes may be out of date and are not shown. */
export const computedRules: ReadonlySet<string> = new Set<Contradiction["rule"]>([
  "ongoing_but_ended",
  "three_year_too_short",
  "funding_outside_dates",
  "signed_after_end",
]);

const yearOf = (date: Project["start"]) => (date ? Number(date.date.slice(0, 4)) : null);

/** Contradictions that the record shows by itself, in the order in which a reader should learn them. */
export function contradictions(project: Project): Contradiction[] {
  const found: Contradiction[] = [];
  const [start, end] = [yearOf(project.start), yearOf(project.end)];
  if (project.declaredStatus?.code === "ongoing" && project.computedStatus === "end_date_passed" && project.end)
    found.push({ rule: "ongoing_but_ended", end: project.end });
  if (project.threeYearFunding && start !== null && end !== null && end - start < 2)
    found.push({ rule: "three_year_too_short", years: end - start + 1 });
  const outside = project.funding.flatMap(({ year }) =>
    year !== null && ((start !== null && year < start) || (end !== null && year > end)) ? [year] : [],
  );
  if (outside.length > 0)
    found.push({ rule: "funding_outside_dates", years: [...new Set(outside)].sort((a, b) => a - b).map(String) });
  if (project.signedYear !== null && end !== null && project.signedYear > end)
    found.push({ rule: "signed_after_end", signed: String(project.signedYear), end: String(end) });
  return found;
}
