import { LRUCache } from "lru-cache";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Outline } from "@/lib/map/outlines";

const kept = new LRUCache<string, readonly Outline[]>({
  max: limits.mapFrames,
  ttl: limits.pageRevalidateSeconds * 1_000,
});

/**
 * Outlines of territories by code, of those that have one; `key` stands for the codes. Kept in memory for a minute: only the
 * operators' files of outlines change them.
 */
export async function readOutlines(key: string, codes: readonly string[]): Promise<readonly Outline[]> {
  const known = kept.get(key);
  if (known) return known;
  const rows = await db().$queryRaw<{ outline: Outline }[]>`
    SELECT outline FROM territory WHERE code = ANY(${codes}::text[]) AND outline IS NOT NULL ORDER BY code`;
  const outlines = rows.map(({ outline }) => outline);
  kept.set(key, outlines);
  return outlines;
}
