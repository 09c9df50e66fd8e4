import type { Database, DatabaseReader } from "@/lib/core/db";
import { type Difference, differences } from "./facts";
import { findRecord, type KnownRecord } from "./record";
import { refusal } from "./refusal";
import { onRecords } from "./transaction";

/** The rule of lib/quality that finds pairs: a finding of the later record, its key the public id of the other. */
const rule = "duplicate_candidate";

/** Two projects that may tell the same partnership; `keep` is the earlier record. */
export type Pair = { keep: KnownRecord; other: KnownRecord; differences: Difference[] };

/** Pairs of one query: what one page of memory holds, whatever their number. */
const batchSize = 200;

/** The pairs that nobody has looked at yet, in the order in which they were found. */
export async function* listDuplicates(db: DatabaseReader): AsyncGenerator<Pair> {
  for (let after = 0; ; ) {
    const rows = await db.qualityFinding.findMany({
      where: { rule, resolvedAt: null, id: { gt: after } },
      select: { id: true, key: true, project: { select: { publicId: true } } },
      orderBy: { id: "asc" },
      take: batchSize,
    });
    for (const { key, project } of rows) {
      const isThere = project && (await db.project.count({ where: { publicId: key } })) > 0;
      if (!isThere) continue;
      const keep = await findRecord(db, key);
      const other = await findRecord(db, project.publicId);
      yield { keep, other, differences: await differences(db, keep, other) };
    }
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.id;
  }
}

/**
 * Notes that a person has looked at a pair and found two partnerships: it is not offered again. Returns false when it was noted
 * already. Throws `invalid_input` for two records that are no pair.
 */
export async function dismissPair(db: Database, first: string, second: string): Promise<boolean> {
  return onRecords(db, false, async (tx) => {
    const [a, b] = [await findRecord(tx, first), await findRecord(tx, second)];
    const ofPair = {
      rule,
      OR: [
        { projectId: a.id, key: b.publicId },
        { projectId: b.id, key: a.publicId },
      ],
    };
    const isPair = a.entity === "project" && b.entity === "project" && (await tx.qualityFinding.count({ where: ofPair })) > 0;
    if (!isPair) throw refusal("notAPair", { first: a.publicId, second: b.publicId });
    const { count } = await tx.qualityFinding.updateMany({
      where: { ...ofPair, resolvedAt: null },
      data: { resolvedAt: new Date() },
    });
    return count > 0;
  });
}
