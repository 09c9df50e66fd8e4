import { Prisma } from "@/lib/core/prisma-client/client";
import type { Cursor, Turn } from "@/lib/search/cursor";
import type { Sort } from "@/lib/search/params";
import { isDenial } from "@/lib/search/words";

/** What an order looks at first, before the last change and the number, which make it one order whatever is equal. */
type Lead = { value: Prisma.Sql; type: Prisma.Sql; descending: boolean };

const first: Record<Sort, (words: string | null) => Lead | null> = {
  // What only holds none of some words is as relevant as anything else.
  relevance: (words) =>
    words === null || isDenial(words)
      ? null
      : { value: Prisma.sql`ts_rank(r.words, ${words}::tsquery)`, type: Prisma.sql`real`, descending: true },
  updated: () => null,
  recent: () => ({ value: Prisma.sql`r.first_year`, type: Prisma.sql`int`, descending: true }),
  oldest: () => ({ value: Prisma.sql`r.first_year`, type: Prisma.sql`int`, descending: false }),
  amount: () => ({ value: Prisma.sql`r.amount`, type: Prisma.sql`numeric`, descending: true }),
};

/** An order of the rows of `searched`, records that do not state what it looks at last. `backwards`: the same from its end. */
export function orderSql(sort: Sort, words: string | null, backwards = false): Prisma.Sql {
  const lead = first[sort](words);
  const tail = backwards ? Prisma.sql`p.updated_at, p.id` : Prisma.sql`p.updated_at DESC, p.id DESC`;
  if (!lead) return tail;
  const direction = lead.descending === backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${lead.value} ${direction} NULLS ${backwards ? Prisma.sql`FIRST` : Prisma.sql`LAST`}, ${tail}`;
}

/** Columns from which the cursor of a row is made. */
export function placeSql(sort: Sort, words: string | null): Prisma.Sql {
  const lead = first[sort](words);
  return Prisma.sql`p.id, ${lead ? Prisma.sql`(${lead.value})::text` : Prisma.sql`NULL::text`} AS lead,
    (extract(epoch FROM p.updated_at) * 1000)::float8 AS "updatedAt"`;
}

export type Placed = { id: number; lead: string | null; updatedAt: number };

export const cursorOf = (sort: Sort, { id, lead, updatedAt }: Placed): Cursor => ({ sort, lead, updatedAt, id });

/** Condition: the row stands beyond a record in its order, on the way of the turn. The record itself may be gone. */
export function beyondSql({ way, from }: Turn, words: string | null): Prisma.Sql {
  const lead = first[from.sort](words);
  const backwards = way === "before";
  const at = new Date(from.updatedAt).toISOString();
  const than = backwards ? Prisma.sql`>` : Prisma.sql`<`;
  const tail = Prisma.sql`(p.updated_at, p.id) ${than} (${at}::timestamptz, ${from.id}::int)`;
  if (!lead) return tail;
  if (from.lead === null)
    return backwards ? Prisma.sql`(${lead.value} IS NOT NULL OR ${tail})` : Prisma.sql`(${lead.value} IS NULL AND ${tail})`;
  const value = Prisma.sql`${from.lead}::${lead.type}`;
  const further = lead.descending === backwards ? Prisma.sql`>` : Prisma.sql`<`;
  const unstated = backwards ? Prisma.sql`false` : Prisma.sql`${lead.value} IS NULL`;
  return Prisma.sql`(${lead.value} ${further} ${value} OR ${unstated} OR (${lead.value} = ${value} AND ${tail}))`;
}
