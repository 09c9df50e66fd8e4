import { countProjects } from "./counts";
import type { ProjectQuery } from "./params";
import { readEach } from "./words";

/** How many projects each of several queries finds, in their order. */
export async function countEach(queries: readonly ProjectQuery[]): Promise<number[]> {
  const texts = [...new Set(queries.map(({ q }) => q))];
  const read = await readEach(texts);
  const words = new Map(texts.map((q, index) => [q, read[index] ?? null]));
  return Promise.all(queries.map((query) => countProjects(query, words.get(query.q) ?? null)));
}
