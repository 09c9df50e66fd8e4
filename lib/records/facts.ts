import { sqlOf } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import type { Json } from "@/lib/import/apply/canonical";
import { loadFacts } from "@/lib/import/apply/current";
import { changesBetween, type PublicFacts } from "@/lib/import/apply/facts";
import { recomputeFindings } from "@/lib/quality/recompute";
import type { KnownRecord, RecordEntity } from "./record";

/** The public facts of an organisation by field, in the form that revisions keep. */
async function organisationFacts(db: DatabaseReader, id: number): Promise<PublicFacts> {
  // One query after the other: in a transaction they share one connection.
  const row = await db.organisation.findUniqueOrThrow({ where: { id }, include: { successor: { select: { publicId: true } } } });
  const codes = await db.organisationCode.findMany({ where: { organisationId: id }, orderBy: { scheme: "asc" } });
  const aliases = await db.organisationAlias.findMany({ where: { organisationId: id }, orderBy: { normalised: "asc" } });
  const { latitude, longitude, coordinatePrecision: precision } = row;
  return {
    name: row.name,
    nameEn: row.nameEn,
    acronym: row.acronym,
    kind: row.kindCode,
    country: row.countryCode,
    subdivision: row.subdivisionCode,
    position: latitude && longitude && { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5), precision },
    website: row.website,
    successor: row.successor?.publicId ?? null,
    ...Object.fromEntries(codes.map(({ scheme, code }) => [scheme, code])),
    aliases: aliases.map(({ name }) => name),
  };
}

/** The public facts of a record. */
export async function factsOf(db: DatabaseReader, { entity, id }: Pick<KnownRecord, "entity" | "id">): Promise<PublicFacts> {
  if (entity === "organisation") return organisationFacts(db, id);
  const facts = (await loadFacts(db, [id])).get(id);
  if (!facts) throw new Error(`project ${id} is gone`);
  return facts;
}

/** A field of two records that differ in it. */
export type Difference = { field: string; keep: Json; other: Json };

/** The fields in which two records differ. */
export async function differences(db: DatabaseReader, keep: KnownRecord, other: KnownRecord): Promise<Difference[]> {
  const changes = changesBetween(await factsOf(db, keep), await factsOf(db, other));
  return changes.map(({ field, before, after }) => ({ field, keep: before, other: after }));
}

type Change = { field: string; before: Json; after: Json };

/**
 * Appends what a person changed to the history of a record, and brings its findings up to date. Without an import run, imports
 * know it for a person's.
 */
export async function revise(
  db: DatabaseReader,
  { entity, id, publicId }: { entity: RecordEntity; id: number; publicId: string },
  actor: string,
  changes: Change[],
): Promise<void> {
  await db.revision.create({ data: { entity, publicId, actor, changes } });
  const ids = { projectIds: entity === "project" ? [id] : [], organisationIds: entity === "organisation" ? [id] : [] };
  await recomputeFindings(sqlOf(db), ids);
}
