import { LRUCache } from "lru-cache";
import { dataVersion } from "@/lib/core/data-version";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Outline } from "@/lib/map/outlines";

const kept = new LRUCache<string, readonly Outline[]>({ max: limits.mapFrames });

/** Outlines of territories by code, of those that have one; `of` stands for the codes. Kept in memory until something is written. */
export async function readOutlines(of: string, codes: readonly string[]): Promise<readonly Outline[]> {
  const key = `${of} ${await dataVersion()}`;
  const known = kept.get(key);
  if (known) return known;
  const rows = await db().$queryRaw<{ outline: Outline }[]>`
    SELECT outline FROM territory WHERE code = ANY(${codes}::text[]) AND outline IS NOT NULL ORDER BY code`;
  const outlines = rows.map(({ outline }) => outline);
  kept.set(key, outlines);
  return outlines;
}
