import { Prisma } from "@/lib/core/prisma-client/client";
import type { ProjectQuery } from "@/lib/search/params";
import { linesOf, measures, otherLines } from "./measures";
import { type MeasureKey, unitOf } from "./units";

/** What a figure does not count, or counts and must tell; in words: messages `statistics.note.<key>`. */
export const noteKeys = [
  /** Lines that are added up. */
  "lines",
  /** Of these, of an amount of zero, which somebody stated. */
  "zeroLines",
  /** Of these, in kind, and their euros. */
  "inKindLines",
  "inKindEuros",
  /** Lines whose amount is not stated: not zero, not counted. */
  "linesWithoutAmount",
  /** Budgets, commitments and payments, and amounts in other currencies, of the same projects: never added. */
  "otherLines",
  /** Projects whose co-funding is known, and those where it is not. */
  "projectsWithAmount",
  "projectsWithoutAmount",
] as const;
export type NoteKey = (typeof noteKeys)[number];
/** Zeros are left out. */
export type Notes = Partial<Record<NoteKey, number>>;

const lineNotes = ["lines", "zeroLines", "inKindLines", "inKindEuros", "linesWithoutAmount", "otherLines"] as const;
const projectNotes = ["projectsWithAmount", "projectsWithoutAmount"] as const;

function keysOf(measure: MeasureKey): readonly NoteKey[] {
  if (measures[measure].over === "lines") return lineNotes;
  return unitOf(measure) === "euros" ? projectNotes : [];
}

/** The notes of a measure as an array of numbers, over what the measure is an aggregate over. */
export function notesSql(measure: MeasureKey, query: ProjectQuery): Prisma.Sql {
  const keys = keysOf(measure);
  if (keys === lineNotes) {
    const own = linesOf(measure, query);
    return Prisma.sql`ARRAY[count(*) FILTER (WHERE ${own} AND l.amount IS NOT NULL),
      count(*) FILTER (WHERE ${own} AND l.amount = 0),
      count(*) FILTER (WHERE ${own} AND l.in_kind AND l.amount IS NOT NULL),
      coalesce(sum(l.amount) FILTER (WHERE ${own} AND l.in_kind), 0),
      count(*) FILTER (WHERE ${own} AND l.amount IS NULL), count(*) FILTER (WHERE ${otherLines})]::float8[]`;
  }
  if (keys === projectNotes) return Prisma.sql`ARRAY[count(h.amount), count(*) - count(h.amount)]::float8[]`;
  return Prisma.sql`NULL::float8[]`;
}

/** Notes by name, of what `notesSql` found. */
export function notesOf(measure: MeasureKey, found: readonly number[] | null): Notes {
  const stated = keysOf(measure).map((key, index) => [key, found?.[index] ?? 0] as const);
  return Object.fromEntries(stated.filter(([, count]) => count !== 0));
}
