import { Prisma } from "@/lib/core/prisma-client/client";
import type { Cursor, Turn } from "@/lib/search/cursor";
import type { Sort } from "@/lib/search/params";

/** What an order looks at first, before the last change and the number, which make it one order whatever is equal. */
type Lead = { value: Prisma.Sql; type: Prisma.Sql; descending: boolean };

/** Words that records are ranked by, where these stand in title, names, places and themes; or whether the titles of these records hold them, which is enough among very many. */
export type Ranked = { words: string } | { inTitle: boolean };

function relevance(ranked: Ranked): Lead {
  const value =
    "words" in ranked ? Prisma.sql`ts_rank(r.head, ${ranked.words}::tsquery)` : Prisma.sql`${Number(ranked.inTitle)}::real`;
  return { value, type: Prisma.sql`real`, descending: true };
}

const first: Record<Sort, (ranked: Ranked | null) => Lead | null> = {
  relevance: (ranked) => ranked && relevance(ranked),
  updated: () => null,
  recent: () => ({ value: Prisma.sql`r.first_year`, type: Prisma.sql`int`, descending: true }),
  oldest: () => ({ value: Prisma.sql`r.first_year`, type: Prisma.sql`int`, descending: false }),
  amount: () => ({ value: Prisma.sql`r.amount`, type: Prisma.sql`numeric`, descending: true }),
};

/** An order of the rows of `searched`, records that do not state what it looks at last. `backwards`: the same from its end. */
export function orderSql(sort: Sort, ranked: Ranked | null, backwards = false): Prisma.Sql {
  const lead = first[sort](ranked);
  const tail = backwards ? Prisma.sql`r.updated_at, r.project_id` : Prisma.sql`r.updated_at DESC, r.project_id DESC`;
  // What is equal for all of them would keep PostgreSQL from reading an index in order.
  if (!lead || (ranked && "inTitle" in ranked)) return tail;
  const direction = lead.descending === backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${lead.value} ${direction} NULLS ${backwards ? Prisma.sql`FIRST` : Prisma.sql`LAST`}, ${tail}`;
}

/** Columns from which the cursor of a row is made. */
export function placeSql(sort: Sort, ranked: Ranked | null): Prisma.Sql {
  const lead = first[sort](ranked);
  return Prisma.sql`r.project_id AS id, ${lead ? Prisma.sql`(${lead.value})::text` : Prisma.sql`NULL::text`} AS lead,
    (extract(epoch FROM r.updated_at) * 1000)::float8 AS "updatedAt"`;
}

export type Placed = { id: number; lead: string | null; updatedAt: number };

export const cursorOf = (sort: Sort, { id, lead, updatedAt }: Placed): Cursor => ({ sort, lead, updatedAt, id });

/** Condition: the row stands beyond a record in its order, on the way of the turn. The record itself may be gone. */
export function beyondSql({ way, from }: Turn, ranked: Ranked | null): Prisma.Sql {
  const lead = first[from.sort](ranked);
  const backwards = way === "before";
  const at = new Date(from.updatedAt).toISOString();
  const than = backwards ? Prisma.sql`>` : Prisma.sql`<`;
  const tail = Prisma.sql`(r.updated_at, r.project_id) ${than} (${at}::timestamptz, ${from.id}::int)`;
  if (!lead) return tail;
  if (from.lead === null)
    return backwards ? Prisma.sql`(${lead.value} IS NOT NULL OR ${tail})` : Prisma.sql`(${lead.value} IS NULL AND ${tail})`;
  const value = Prisma.sql`${from.lead}::${lead.type}`;
  const further = lead.descending === backwards ? Prisma.sql`>` : Prisma.sql`<`;
  const unstated = backwards ? Prisma.sql`false` : Prisma.sql`${lead.value} IS NULL`;
  return Prisma.sql`(${lead.value} ${further} ${value} OR ${unstated} OR (${lead.value} = ${value} AND ${tail}))`;
}
