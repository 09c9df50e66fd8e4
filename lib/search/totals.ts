import { countProjects } from "./counts";
import type { ProjectQuery } from "./params";
import { readWords } from "./words";

/** How many projects each of several queries finds, in their order. */
export async function countEach(queries: readonly ProjectQuery[]): Promise<number[]> {
  const texts = [...new Set(queries.map(({ q }) => q))];
  const words = new Map(await Promise.all(texts.map(async (q) => [q, await readWords(q)] as const)));
  return Promise.all(queries.map((query) => countProjects(query, words.get(query.q) ?? null)));
}
