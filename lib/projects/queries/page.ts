import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { type QueryPart, withTitle } from "@/lib/search/bits";
import { filterCondition, searched } from "@/lib/search/conditions";
import { idsSql, isRanked, lineSql, type Numbers } from "@/lib/search/counts";
import type { Cursor } from "@/lib/search/cursor";
import type { ProjectQuery } from "@/lib/search/params";
import { wordsCondition } from "@/lib/search/words";
import { beyondSql, cursorOf, orderSql, type Placed, placeSql, type Ranked } from "./order";

/** Records of a list that follow each other in one order. `ids`: these records, where they are few. */
type Run = { parts: readonly QueryPart[] | null; total: number; ranked: Ranked | null; ids: readonly number[] | null };

/**
 * The runs of a list. Ranking reads the words of every record found: among very many, those whose title holds the words come
 * first, the latest of each first.
 */
function runsOf({ sort }: ProjectQuery, words: string | null, { parts, total, ids, titled }: Numbers): Run[] {
  if (!isRanked(sort, words)) return [{ parts, total, ranked: null, ids }];
  if (parts === null || ids !== null) return [{ parts, total, ranked: { words }, ids }];
  if (titled === null) throw new Error("numbers that were not read for a page");
  return [
    { parts: withTitle(parts, words, true), total: titled, ranked: { inTitle: true }, ids: null },
    { parts: withTitle(parts, words, false), total: total - titled, ranked: { inTitle: false }, ids: null },
  ];
}

/** What looking up a record and sorting it costs, as many times what passing it in an index costs; estimated (decision 023). */
const lookUp = 6;

/**
 * The records of a run. In an order that an index has, the index is read from its beginning and the bits tell which records are
 * wanted, unless so few are that looking each of them up is less.
 */
function foundSql(
  query: ProjectQuery,
  words: string | null,
  { parts, total, ranked, ids }: Run,
  upTo: number,
  all: number,
): Prisma.Sql {
  if (parts?.length === 0) return Prisma.sql`search_row r WHERE true`;
  if (ids !== null) return Prisma.sql`search_row r WHERE r.project_id = ANY(${[...ids]}::int[])`;
  if (parts === null) return Prisma.sql`${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}`;
  const isTitled = ranked !== null && "inTitle" in ranked;
  if (isTitled && (Math.min(upTo, total) * all) / Math.max(1, total) >= lookUp * total)
    return Prisma.sql`search_row r WHERE r.project_id = ANY(${idsSql(parts)})`;
  return Prisma.sql`search_row r WHERE get_bit(${lineSql(parts)}, (r.project_id # 7)::bigint) = 1`;
}

/**
 * The records of a page, found by its number or by the record that it follows or precedes, and where the list goes on beyond them.
 */
export async function readPage(
  query: ProjectQuery,
  words: string | null,
  numbers: Numbers,
): Promise<{ rows: Placed[]; before: Cursor | null; after: Cursor | null }> {
  const { sort, page } = query;
  const turn = typeof page === "number" ? null : page;
  const backwards = turn?.way === "before";
  const runs = runsOf(query, words, numbers);
  // One more than is shown tells whether the list goes on.
  const found: Placed[] = [];
  let skipped = typeof page === "number" ? (page - 1) * limits.pageSize : 0;
  for (const run of backwards ? runs.toReversed() : runs) {
    const wanted = limits.pageSize + 1 - found.length;
    if (wanted > 0 && skipped < run.total) {
      const rows = await db().$queryRaw<Placed[]>`
        SELECT ${placeSql(sort, run.ranked)} FROM ${foundSql(query, words, run, skipped + wanted, numbers.all)}
        AND ${turn ? beyondSql(turn, run.ranked) : Prisma.sql`true`}
        ORDER BY ${orderSql(sort, run.ranked, backwards)} LIMIT ${wanted} OFFSET ${skipped}`;
      found.push(...rows);
    }
    skipped = Math.max(0, skipped - run.total);
  }
  const more = found.length > limits.pageSize;
  const rows = found.slice(0, limits.pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    before: first && (backwards ? more : page !== 1) ? cursorOf(sort, first) : null,
    after: last && (backwards || more) ? cursorOf(sort, last) : null,
  };
}
