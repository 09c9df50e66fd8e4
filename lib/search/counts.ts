import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { type Held, inTitle, partsHeld, type QueryPart, wordsHeld } from "./bits";
import { filterCondition, searched, statusSql } from "./conditions";
import { type FacetKey, isChosen } from "./facets";
import type { ProjectQuery } from "./params";
import { readTsquery } from "./tsquery";
import { isDenial, wordsCondition } from "./words";

/** A value of a filter and the projects that the search would find with it alone in place of what is chosen there. */
export type ValueCount = { value: string; projects: number };
export type FacetCounts = ReadonlyMap<FacetKey, readonly ValueCount[]>;

/** Filters whose values are counted, in the order of the page. */
export const countedFacets = ["theme", "country", "region", "territory", "form", "status", "kind", "scheme", "amount"] as const;
type Counted = (typeof countedFacets)[number];

/**
 * Numbers of a search: the projects that it finds, and of each value of each counted filter, most projects first. `parts`: what
 * the search asks for, where bits tell it. `all`: the projects that there are, but for the latest. `ids`: the projects themselves,
 * where looking up each of them is the way to the page. `titled`: how many of them hold the words in their title, where that was
 * asked and `ids` are not there.
 */
export type Numbers = {
  total: number;
  counts: FacetCounts;
  parts: readonly QueryPart[] | null;
  all: number;
  ids: readonly number[] | null;
  titled: number | null;
};

/** Tokens ("country:SN") and the projects that have each; as `search_numbers` tells it. */
type Row = {
  total: number;
  every: number | null;
  tokens: string[] | null;
  counts: number[] | null;
  ids: number[] | null;
  titled: number | null;
};

function countsOf({ tokens, counts: numbers }: Row, keys: readonly Counted[]): FacetCounts {
  const counts = new Map<FacetKey, ValueCount[]>(keys.map((key) => [key, []]));
  for (const [index, token] of (tokens ?? []).entries()) {
    const at = token.indexOf(":");
    counts.get(token.slice(0, at) as Counted)?.push({ value: token.slice(at + 1), projects: numbers?.[index] ?? 0 });
  }
  for (const values of counts.values())
    values.sort((a, b) => b.projects - a.projects || (a.value < b.value ? -1 : Number(a.value > b.value)));
  return counts;
}

/**
 * The numbers of a search, by one statement: a filter is counted without its own choice, so that another value can be added to
 * it. `words`: see `readWords`. `forPage`: with what `readPage` needs besides.
 */
export async function readNumbers(
  query: ProjectQuery,
  words: string | null,
  keys: readonly Counted[] = countedFacets,
  forPage = false,
): Promise<Numbers> {
  const parts = partsHeld(query, words);
  const [row] = await db().$queryRaw<Row[]>`
    SELECT total, every, tokens, counts, ids, titled
    FROM ${parts === null ? readingSql(query, words, keys) : numbersSql(parts, keys, forPage ? wantedOf(query, words) : nothingElse)}`;
  if (!row) throw new Error("no numbers");
  const { total, every, ids, titled } = row;
  return { total, counts: countsOf(row, keys), parts, all: every ?? total, ids, titled };
}

/** How many projects hold words, whatever else they are. `words`: see `readWords`. */
export const holdingSql = (words: string): Prisma.Sql =>
  Prisma.sql`(SELECT total FROM ${numbersSql([{ facet: null, held: wordsHeld(readTsquery(words), "word") }], [], nothingElse)})`;

/** The projects that meet some conditions as a line of bits, for `get_bit(line, id # 7)`. */
export const lineSql = (parts: readonly QueryPart[]): Prisma.Sql =>
  Prisma.sql`(SELECT search_hit_line(${JSON.stringify(parts)}::jsonb, ${today()}::date))`;

/** Their numbers in the database. */
export const idsSql = (parts: readonly QueryPart[]): Prisma.Sql =>
  Prisma.sql`(SELECT search_ids(search_hits(${JSON.stringify(parts)}::jsonb, ${today()}::date)))::int[]`;

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

function numbersSql(parts: readonly QueryPart[], keys: readonly Counted[], { title, most, upTo }: Wanted): Prisma.Sql {
  const asked = title === null ? null : JSON.stringify(title);
  return Prisma.sql`search_numbers(${JSON.stringify(parts)}::jsonb, ${[...keys]}::text[], ${today()}::date,
    ${asked}::jsonb, ${most}::int, ${upTo}::int)`;
}

/** The same of what bits cannot tell: every project found is read. */
function readingSql(query: ProjectQuery, words: string | null, keys: readonly Counted[]): Prisma.Sql {
  const active = keys.filter((key) => isChosen(query.chosen[key]));
  const groups = [{ keys: keys.filter((key) => !active.includes(key)), without: [] as readonly Counted[] }].concat(
    active.map((key) => ({ keys: [key], without: [key] })),
  );
  const counted = groups.filter((group) => group.keys.length > 0).map((group) => groupSql(query, words, group));
  const tokens =
    counted.length === 0
      ? Prisma.sql`SELECT NULL::text AS token, NULL::int AS projects WHERE false`
      : Prisma.join(counted, " UNION ALL ");
  return Prisma.sql`(SELECT (SELECT count(*)::int FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}) AS total,
    NULL::int AS every, NULL::int[] AS ids, NULL::int AS titled, array_agg(token) AS tokens, array_agg(projects::int) AS counts
    FROM (${tokens}) AS counted) AS numbers`;
}

/** Projects of some filters by value, for the hits of a search without the choice of `without`. */
function groupSql(
  query: ProjectQuery,
  words: string | null,
  { keys, without }: { keys: readonly Counted[]; without: readonly Counted[] },
): Prisma.Sql {
  const computed = Prisma.sql`ARRAY['status:' || ${statusSql(today())}, 'amount:' || search_band(r.amount)]`;
  return Prisma.sql`SELECT token, count(*) AS projects
    FROM ${searched} CROSS JOIN LATERAL unnest(r.tokens || ${computed}) AS t(token)
    WHERE ${wordsCondition(words)} AND ${filterCondition(query, without)} AND search_facet(token) = ANY(${[...keys]}::text[])
    GROUP BY token`;
}

/** Number of projects that a query finds. `words`: see `readWords`. */
export async function countProjects(query: ProjectQuery, words: string | null): Promise<number> {
  return (await readNumbers(query, words, [])).total;
}
