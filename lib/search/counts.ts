import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { type Held, inTitle, type QueryPart, toldParts, wordsHeld } from "./bits";
import { type CountedValues, countValues, heldValues, renewValues } from "./counted";
import type { FacetKey } from "./facets";
import { type Given, givenArguments, givenOf, givenSql } from "./given";
import { without } from "./line";
import type { ProjectQuery } from "./params";
import { readTsquery } from "./tsquery";
import { isDenial } from "./words";

/** A value of a filter and the projects that the search would find with it alone in place of what is chosen there. */
export type ValueCount = { value: string; projects: number };
export type FacetCounts = ReadonlyMap<FacetKey, readonly ValueCount[]>;

/** Filters whose values are counted, in the order of the page. */
export const countedFacets = ["theme", "country", "region", "territory", "form", "status", "kind", "scheme", "amount"] as const;
type Counted = (typeof countedFacets)[number];

/** Projects that a search finds, for its page: they themselves where they are few, else a line of their bits; null: all that there are. */
export type Found = { ids: readonly number[] } | { line: Uint8Array } | null;

/**
 * What the page of a search needs. `titled`: very many that are ranked by words are those that hold the words in their title, so many,
 * and the others.
 */
export type ForPage = { found: Found; titled: { total: number; line: Uint8Array; others: Uint8Array } | null };

/**
 * Numbers of a search: the projects that it finds, and of each value of each counted filter, most projects first. `all`: the projects
 * that there are, but for the latest.
 */
export type Numbers = { total: number; counts: FacetCounts; all: number };

/** Tokens ("country:SN") and the projects that have each, and what is left to be counted here; as `search_numbers` tells it. */
export type NumbersRow = {
  total: number;
  every: number | null;
  tokens: string[] | null;
  counts: number[] | null;
  ids: number[] | null;
  found_line: Uint8Array | null;
  titled: number | null;
  titled_line: Uint8Array | null;
  lines: Uint8Array | null;
  left_keys: string[] | null;
  left_lines: number[] | null;
  outdated: boolean | null;
};

const facetOf = (token: string) => token.slice(0, token.indexOf(":"));

/** Projects by token: those that the database has counted, and those that it leaves to `held`. */
export function tokenCounts(
  { tokens, counts, lines, left_keys, left_lines }: NumbersRow,
  held: CountedValues | null,
): ReadonlyMap<string, number> {
  const projects = new Map((tokens ?? []).map((token, index) => [token, counts?.[index] ?? 0]));
  if (lines === null || held === null) return projects;
  const ofLine = [...new Set(left_lines)].map((line, _, { length }) => {
    const size = lines.length / length;
    return countValues(held, lines.subarray(line * size, (line + 1) * size));
  });
  const lineOf = new Map((left_keys ?? []).map((key, index) => [key, left_lines?.[index] ?? 0]));
  for (const [number, token] of held.tokens.entries()) {
    const more = ofLine[lineOf.get(facetOf(token)) ?? -1]?.[number] ?? 0;
    if (more > 0) projects.set(token, (projects.get(token) ?? 0) + more);
  }
  return projects;
}

function countsOf(row: NumbersRow, keys: readonly Counted[], held: CountedValues | null): FacetCounts {
  const counts = new Map<FacetKey, ValueCount[]>(keys.map((key) => [key, []]));
  for (const [token, projects] of tokenCounts(row, held)) {
    const facet = facetOf(token);
    counts.get(facet as Counted)?.push({ value: token.slice(facet.length + 1), projects });
  }
  for (const values of counts.values())
    values.sort((a, b) => b.projects - a.projects || (a.value < b.value ? -1 : Number(a.value > b.value)));
  return counts;
}

/**
 * The numbers of a search, by one statement: a filter is counted without its own choice, so that another value can be added to
 * it. `words`: see `readWords`.
 */
export async function readNumbers(
  query: ProjectQuery,
  words: string | null,
  keys: readonly Counted[] = countedFacets,
): Promise<Numbers> {
  return (await read(query, words, keys, nothingElse)).numbers;
}

/** The same with what `readPage` needs besides. */
export async function readNumbersForPage(
  query: ProjectQuery,
  words: string | null,
  keys: readonly Counted[] = countedFacets,
): Promise<Numbers & ForPage> {
  const { numbers, row } = await read(query, words, keys, wantedOf(query, words));
  const { ids, found_line: found, titled, titled_line: line } = row;
  return {
    ...numbers,
    found: ids ? { ids } : found && { line: found },
    titled: titled === null || found === null || line === null ? null : { total: titled, line, others: without(found, line) },
  };
}

async function read(query: ProjectQuery, words: string | null, keys: readonly Counted[], wanted: Wanted) {
  const told = toldParts(query, words);
  const held = keys.length > 0 ? heldValues() : null;
  const [row] = await db().$queryRaw<NumbersRow[]>`
    SELECT total, every, tokens, counts, ids, found_line, titled, titled_line, lines, left_keys, left_lines, outdated
    FROM ${numbersSql(told, keys, wanted, held?.versions ?? null, givenOf(query, told))}`;
  if (!row) throw new Error("no numbers");
  // The database has counted for now.
  if (row.outdated) void renewValues();
  return { row, numbers: { total: row.total, counts: countsOf(row, keys, held), all: row.every ?? row.total } };
}

/** How many projects hold words, whatever else they are. `words`: see `readWords`. */
export const holdingSql = (words: string): Prisma.Sql =>
  Prisma.sql`(SELECT total FROM ${numbersSql([{ facet: null, held: wordsHeld(readTsquery(words), "word") }], [], nothingElse)})`;

/** What the page needs beside the numbers; see `search_numbers`. */
type Wanted = { title: Held | null; most: number; upTo: number };
const nothingElse: Wanted = { title: null, most: 0, upTo: 0 };

/** Records ranked by their words are each looked at, up to a number; others are found in an index in their order. */
function wantedOf({ sort, page }: ProjectQuery, words: string | null): Wanted {
  if (isRanked(sort, words)) return { title: inTitle(words), most: limits.rankedProjects, upTo: 0 };
  return { title: null, most: 0, upTo: (typeof page === "number" ? page : 1) * limits.pageSize + 1 };
}

/** True of a list in the order of its words. What only holds none of some words is as relevant as anything else. */
export function isRanked(sort: ProjectQuery["sort"], words: string | null): words is string {
  return sort === "relevance" && words !== null && !isDenial(words);
}

function numbersSql(
  parts: readonly QueryPart[],
  keys: readonly Counted[],
  { title, most, upTo }: Wanted,
  known: readonly string[] | null = null,
  given: readonly Given[] = [],
): Prisma.Sql {
  const asked = title === null ? null : JSON.stringify(title);
  const all = [...parts, ...given.map(({ facet }, at) => ({ facet, given: at + 1 }))];
  return Prisma.sql`${givenSql(given)}, search_numbers(${JSON.stringify(all)}::jsonb, ${[...keys]}::text[], ${today()}::date,
    ${asked}::jsonb, ${most}::int, ${upTo}::int, ${known}::uuid[], ${givenArguments(given)})`;
}

/** Number of projects that a query finds. `words`: see `readWords`. */
export async function countProjects(query: ProjectQuery, words: string | null): Promise<number> {
  return (await readNumbers(query, words, [])).total;
}
