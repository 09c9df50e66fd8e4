import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { filterCondition, searched, statusSql } from "./conditions";
import { amountBands, boundsOf, type FacetKey, isChosen, none } from "./facets";
import type { ProjectQuery } from "./params";
import { wordsCondition } from "./words";

/** A value of a filter and the projects that the search would find with it alone in place of what is chosen there. */
export type ValueCount = { value: string; projects: number };
export type FacetCounts = ReadonlyMap<FacetKey, readonly ValueCount[]>;

/** Filters whose values are counted, in the order of the page. */
export const countedFacets = ["theme", "country", "region", "territory", "form", "status", "kind", "scheme", "amount"] as const;
type Counted = (typeof countedFacets)[number];

/** Of the territories, those that a reader chooses from: régions. */
const startOf: Readonly<Partial<Record<Counted, string>>> = { territory: "territory:R" };

function bandSql(): Prisma.Sql {
  const cases = amountBands.map((band) => {
    const { to } = boundsOf(band);
    return to === null ? Prisma.sql`ELSE ${band}` : Prisma.sql`WHEN r.amount < ${to} THEN ${band}`;
  });
  return Prisma.sql`CASE WHEN r.amount IS NULL THEN ${none} ${Prisma.join(cases, " ")} END`;
}

/** Projects of some filters by value, for the hits of a search without the choice of `without`. */
function part(query: ProjectQuery, words: string | null, keys: readonly Counted[], without: readonly FacetKey[]): Prisma.Sql[] {
  const hits = Prisma.sql`FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query, without)}`;
  const byTokens = keys.filter((key) => key !== "status" && key !== "amount");
  const parts: Prisma.Sql[] = [];
  if (byTokens.length > 0) {
    const starts = byTokens.flatMap((key) => [startOf[key] ?? `${key}:`, `${key}:${none}`]);
    const wanted = Prisma.join(
      [...new Set(starts)].map((start) => Prisma.sql`starts_with(token, ${start})`),
      " OR ",
    );
    parts.push(Prisma.sql`
      SELECT split_part(token, ':', 1) AS key, split_part(token, ':', 2) AS value, count(*)::int AS projects
      FROM (SELECT unnest(r.tokens) AS token ${hits}) AS held WHERE ${wanted} GROUP BY token`);
  }
  if (keys.includes("status"))
    parts.push(Prisma.sql`SELECT 'status' AS key, ${statusSql(today())} AS value, count(*)::int AS projects ${hits} GROUP BY 2`);
  if (keys.includes("amount"))
    parts.push(Prisma.sql`SELECT 'amount' AS key, ${bandSql()} AS value, count(*)::int AS projects ${hits} GROUP BY 2`);
  return parts;
}

/**
 * How many projects each value of each counted filter would find, by one statement: a filter is counted without its own
 * choice, so that another value can be added to it. Most projects first.
 */
export async function countFacets(query: ProjectQuery, words: string | null): Promise<FacetCounts> {
  const active = countedFacets.filter((key) => isChosen(query.chosen[key]));
  const quiet = countedFacets.filter((key) => !active.includes(key));
  const parts = [...part(query, words, quiet, []), ...active.flatMap((key) => part(query, words, [key], [key]))];
  const rows = await db().$queryRaw<{ key: Counted; value: string; projects: number }[]>`
    SELECT * FROM (${Prisma.join(parts, " UNION ALL ")}) AS counted ORDER BY projects DESC, value`;
  const counts = new Map<FacetKey, ValueCount[]>(countedFacets.map((key) => [key, []]));
  for (const { key, value, projects } of rows) counts.get(key)?.push({ value: value === "not_stated" ? none : value, projects });
  return counts;
}
