import type { ProjectQuery } from "./params";
import type { Part } from "./parts";
import { countEach } from "./totals";

/** A search without one of its parts, where it finds nothing with all of them. */
export type Wider = { part: Part; query: ProjectQuery; total: number };

/** An address has room for hundreds of values, and each costs a count: more parts than this are nobody's question. */
const mostParts = 12;

/** What to try instead of a search that finds nothing: without one of its first parts, the widest last. */
export async function widen(all: readonly Part[]): Promise<Wider[]> {
  // A search of one part without it is the whole list.
  if (all.length < 2) return [];
  const parts = all.slice(0, mostParts);
  const totals = await countEach(parts.map(({ without }) => without));
  return parts
    .map((part, index) => ({ part, query: part.without, total: totals[index] ?? 0 }))
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => a.total - b.total);
}
