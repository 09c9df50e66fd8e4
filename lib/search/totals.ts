import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { filterCondition, searched } from "./conditions";
import type { ProjectQuery } from "./params";
import { readWords, wordsCondition } from "./words";

/** Number of projects that a query finds. `words`: see `readWords`. */
export async function countProjects(query: ProjectQuery, words: string | null): Promise<number> {
  const [row] = await db().$queryRaw<{ total: number }[]>`${totalOf(query, words)}`;
  return row?.total ?? 0;
}

/** How many projects each of several queries finds, in their order, by one statement. */
export async function countEach(queries: readonly ProjectQuery[]): Promise<number[]> {
  if (queries.length === 0) return [];
  const texts = [...new Set(queries.map(({ q }) => q))];
  const words = new Map(await Promise.all(texts.map(async (q) => [q, await readWords(q)] as const)));
  const counts = queries.map((query) => Prisma.sql`(${totalOf(query, words.get(query.q) ?? null)})`);
  const [row] = await db().$queryRaw<{ totals: number[] }[]>`SELECT ARRAY[${Prisma.join(counts)}] AS totals`;
  return row?.totals ?? [];
}

function totalOf(query: ProjectQuery, words: string | null): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS total FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}`;
}
