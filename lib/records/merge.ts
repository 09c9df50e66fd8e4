import type { Database, DatabaseReader } from "@/lib/core/db";
import { type Change, changesBetween } from "@/lib/import/apply/facts";
import { type Difference, differences, factsOf, revise } from "./facts";
import { mergeOrganisation } from "./merge-organisations";
import { mergeProject } from "./merge-projects";
import { findRecord, type KnownRecord } from "./record";
import { refusal } from "./refusal";
import { onRecords } from "./transaction";

/** Who made the revisions of a merge; the operator's own name is personal data. */
const actor = "atlas merge";

export type MergeOptions = {
  dryRun: boolean;
  /** Takes the funding lines of the other project, too, though the one that is kept has some: two sources may state the same money. */
  funding: boolean;
};

/** Two records of one kind, and the fields in which they differ. */
export type Comparison = { keep: KnownRecord; other: KnownRecord; differences: Difference[] };

/** What a merge changed of the record that is kept; `moved`: rows by table that were the other's. */
export type Merged = { keep: string; other: string; changes: Change[]; moved: Record<string, number> };

/** Two records side by side. Throws `invalid_input` when they cannot be merged. */
export async function compareRecords(db: DatabaseReader, keepId: string, otherId: string): Promise<Comparison> {
  const keep = await findRecord(db, keepId);
  const other = await findRecord(db, otherId);
  if (keep.publicId === other.publicId) throw refusal("sameRecord", { id: keep.publicId });
  const ids = { keep: keep.publicId, other: other.publicId };
  if (keep.entity !== other.entity) throw refusal("kindsDiffer", ids);
  if ((keep.origin === "demo") !== (other.origin === "demo")) throw refusal("demoWithReal", ids);
  const found = await differences(db, keep, other);
  if (keep.entity === "organisation") refuseOtherBody(keep, other, found);
  return { keep, other, differences: found };
}

/** Two bodies that are surely two: codes, countries, or one after the other. */
function refuseOtherBody(keep: KnownRecord, other: KnownRecord, found: readonly Difference[]): void {
  const ids = { keep: keep.publicId, other: other.publicId };
  if (other.origin === "reference") throw refusal("referenceMerged", ids);
  const both = (field: string) => found.find((one) => one.field === field && one.keep !== null && one.other !== null);
  const siren = both("siren");
  if (siren) throw refusal("sirensDiffer", { ...ids, first: String(siren.keep), second: String(siren.other) });
  const country = both("country");
  if (country) throw refusal("countriesDiffer", { ...ids, first: String(country.keep), second: String(country.other) });
  const successor = found.find(({ field }) => field === "successor");
  if (successor?.keep === other.publicId || successor?.other === keep.publicId) throw refusal("successorOfOther", ids);
}

/**
 * Merges a record into another, in one transaction: everything that points to it points to the other, its public id leads
 * there, and imports of its source find the other. Throws `invalid_input` when the records cannot be merged.
 */
export async function mergeRecords(db: Database, keepId: string, otherId: string, options: MergeOptions): Promise<Merged> {
  return onRecords(db, options.dryRun, async (tx) => {
    await lock(tx, keepId, otherId);
    const { keep, other } = await compareRecords(tx, keepId, otherId);
    const before = await factsOf(tx, keep);
    const lost = await factsOf(tx, other);
    const project = keep.entity === "project";
    const moved = project ? await mergeProject(tx, keep, other, options) : await mergeOrganisation(tx, keep, other);
    await redirect(tx, keep, other);
    const counted = Object.entries(moved).filter(([name]) => name === "contacts" || name === "volunteers");
    const added = project ? counted.filter(([, count]) => count > 0) : [];
    const changes = [
      { field: "merged", before: null, after: other.publicId },
      ...changesBetween(before, await factsOf(tx, keep)),
      // Numbers only: the people are personal data.
      ...added.map(([field, count]) => ({ field, before: null, after: count })),
    ];
    await revise(tx, keep, actor, changes);
    const history = [{ field: "mergedInto", before: null, after: keep.publicId }, ...changesBetween(lost, {})];
    await revise(tx, other, actor, history);
    return { keep: keep.publicId, other: other.publicId, changes, moved };
  });
}

/** Locks both rows in the order of their ids: two merges of the same records take turns. */
async function lock(tx: DatabaseReader, ...publicIds: string[]): Promise<void> {
  await tx.$executeRaw`SELECT FROM project WHERE public_id = ANY(${publicIds}) ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`SELECT FROM organisation WHERE public_id = ANY(${publicIds}) ORDER BY id FOR UPDATE`;
}

/** The id of the merged record leads to the one that is kept, and so does every id that led to it: never a chain. */
async function redirect(tx: DatabaseReader, keep: KnownRecord, other: KnownRecord): Promise<void> {
  await tx.publicIdRedirect.updateMany({ where: { toId: other.publicId }, data: { toId: keep.publicId } });
  await tx.publicIdRedirect.create({ data: { fromId: other.publicId, toId: keep.publicId } });
}
