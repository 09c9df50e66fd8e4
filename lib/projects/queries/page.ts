import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { type QueryPart, withTitle } from "@/lib/search/bits";
import { filterCondition, searched } from "@/lib/search/conditions";
import { countHeld, idsSql, lineSql, type Numbers } from "@/lib/search/counts";
import type { Cursor } from "@/lib/search/cursor";
import type { ProjectQuery } from "@/lib/search/params";
import { isDenial, wordsCondition } from "@/lib/search/words";
import { beyondSql, cursorOf, orderSql, type Placed, placeSql, type Ranked } from "./order";

/** Records of a list that follow each other in one order. */
type Run = { parts: readonly QueryPart[] | null; total: number; ranked: Ranked | null };

/**
 * The runs of a list. Ranking reads the words of every record found: among very many, those whose title holds the words come
 * first, the latest of each first.
 */
async function runsOf({ sort }: ProjectQuery, words: string | null, { parts, total }: Numbers): Promise<Run[]> {
  // What only holds none of some words is as relevant as anything else.
  if (sort !== "relevance" || words === null || isDenial(words)) return [{ parts, total, ranked: null }];
  if (parts === null || total <= limits.rankedProjects) return [{ parts, total, ranked: { words } }];
  const titled = withTitle(parts, words, true);
  const first = await countHeld(titled);
  return [
    { parts: titled, total: first, ranked: { inTitle: true } },
    { parts: withTitle(parts, words, false), total: total - first, ranked: { inTitle: false } },
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
  { parts, total, ranked }: Run,
  upTo: number,
  all: number,
): Prisma.Sql {
  if (parts === null) return Prisma.sql`${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}`;
  if (parts.length === 0) return Prisma.sql`search_row r WHERE true`;
  const isSorted = ranked === null || "inTitle" in ranked;
  if (isSorted && (Math.min(upTo, total) * all) / Math.max(1, total) < lookUp * total)
    return Prisma.sql`search_row r WHERE get_bit(${lineSql(parts)}, (r.project_id # 7)::bigint) = 1`;
  return Prisma.sql`search_row r WHERE r.project_id = ANY(${idsSql(parts)})`;
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
  const runs = await runsOf(query, words, numbers);
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
