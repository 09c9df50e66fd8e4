import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { filterCondition, searched } from "./conditions";
import type { ProjectQuery } from "./params";
import { readEach, wordsCondition } from "./words";

/** How many projects each of several queries finds, in their order, by one statement. */
export async function countEach(queries: readonly ProjectQuery[]): Promise<number[]> {
  if (queries.length === 0) return [];
  const texts = [...new Set(queries.map(({ q }) => q))];
  const read = await readEach(texts);
  const words = new Map(texts.map((q, index) => [q, read[index] ?? null]));
  const counts = queries.map(
    (query, index) => Prisma.sql`SELECT ${index}::int AS index, count(*)::int AS total FROM ${searched}
      WHERE ${wordsCondition(words.get(query.q) ?? null)} AND ${filterCondition(query)}`,
  );
  const rows = await db().$queryRaw<{ index: number; total: number }[]>`${Prisma.join(counts, " UNION ALL ")} ORDER BY index`;
  return rows.map(({ total }) => total);
}
