import { countProjects } from "./counts";
import type { ProjectQuery } from "./params";
import type { Part } from "./parts";
import { correctSpelling } from "./spelling";
import { readWords } from "./words";

/** Another search that finds something, where one finds nothing. */
export type Suggestion = { query: ProjectQuery; total: number };
/** `spelling`: with the words written right. `wider`: without one of the parts, the widest last. */
export type Help = { spelling: Suggestion | null; wider: (Suggestion & { part: Part })[] };

/** What to try instead of a search that finds nothing. */
export async function helpWith(query: ProjectQuery, parts: readonly Part[]): Promise<Help> {
  const q = query.q === "" ? null : await correctSpelling(query.q);
  const found = async (other: ProjectQuery) => countProjects(other, await readWords(other.q));
  const corrected = q === null ? null : { ...query, q, page: 1 };
  const spelling = corrected && { query: corrected, total: await found(corrected) };
  const wider = [];
  // A search of one part without it is the whole list.
  for (const part of parts.length > 1 ? parts : []) {
    const total = await found(part.without);
    if (total > 0) wider.push({ part, query: part.without, total });
  }
  return { spelling: spelling && spelling.total > 0 ? spelling : null, wider: wider.toSorted((a, b) => a.total - b.total) };
}
