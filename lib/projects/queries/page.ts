import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { type ForPage, type Found, isRanked, type Numbers } from "@/lib/search/counts";
import type { Cursor } from "@/lib/search/cursor";
import { idsOf } from "@/lib/search/line";
import type { ProjectQuery } from "@/lib/search/params";
import { beyondSql, cursorOf, orderSql, type Placed, placeSql, type Ranked } from "./order";

/** Records of a list that follow each other in one order. */
type Run = { total: number; ranked: Ranked | null; found: Found };

/**
 * The runs of a list. Ranking reads the words of every record found: among very many, those whose title holds the words come
 * first, the latest of each first.
 */
function runsOf({ sort }: ProjectQuery, words: string | null, { total, found, titled }: Numbers & ForPage): Run[] {
  if (!isRanked(sort, words)) return [{ total, ranked: null, found }];
  if (titled === null) return [{ total, ranked: { words }, found }];
  return [
    { total: titled.total, ranked: { inTitle: true }, found: { line: titled.line } },
    { total: total - titled.total, ranked: { inTitle: false }, found: { line: titled.others } },
  ];
}

/** What looking up a record and sorting it costs, as many times what passing it in an index costs; estimated (decision 023). */
const lookUp = 6;

/**
 * The records of a run. In an order that an index has, the index is read from its beginning and the bits tell which records are
 * wanted (none that came after they were read), unless so few are that looking each of them up is less.
 */
function foundSql({ total, ranked, found }: Run, upTo: number, all: number): Prisma.Sql {
  if (found === null) return Prisma.sql`search_row r WHERE true`;
  if ("ids" in found) return Prisma.sql`search_row r WHERE r.project_id = ANY(${[...found.ids]}::int[])`;
  const isTitled = ranked !== null && "inTitle" in ranked;
  if (isTitled && (Math.min(upTo, total) * all) / Math.max(1, total) >= lookUp * total)
    return Prisma.sql`search_row r WHERE r.project_id = ANY(${idsOf(found.line)}::int[])`;
  return Prisma.sql`search_row r WHERE CASE WHEN r.project_id < ${found.line.length * 8}::int
    THEN get_bit(${found.line}::bytea, (r.project_id # 7)::bigint) = 1 ELSE false END`;
}

/**
 * The records of a page, found by its number or by the record that it follows or precedes, and where the list goes on beyond them.
 */
export async function readPage(
  query: ProjectQuery,
  words: string | null,
  numbers: Numbers & ForPage,
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
        SELECT ${placeSql(sort, run.ranked)} FROM ${foundSql(run, skipped + wanted, numbers.all)}
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
