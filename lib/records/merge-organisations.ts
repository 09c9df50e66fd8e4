import type { DatabaseReader } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import type { KnownRecord } from "./record";

/** $1: the organisation that is kept, $2: the other. Statements in their order. */
const moves = {
  // In a role that both play, the earlier place of the two: the order of a record's partners is a fact of it.
  sharedRoles: `UPDATE project_organisation k SET position = least(k.position, o.position) FROM project_organisation o
    WHERE k.organisation_id = $1 AND o.organisation_id = $2 AND k.project_id = o.project_id AND k.role_code = o.role_code`,
  roles: `UPDATE project_organisation o SET organisation_id = $1 WHERE organisation_id = $2 AND NOT EXISTS (
    SELECT FROM project_organisation k WHERE k.organisation_id = $1 AND k.project_id = o.project_id AND k.role_code = o.role_code)`,
  fundingLines: "UPDATE funding_line SET funder_id = $1 WHERE funder_id = $2",
  contacts: "UPDATE contact SET organisation_id = $1 WHERE organisation_id = $2",
  news: `UPDATE news_organisation o SET organisation_id = $1 WHERE organisation_id = $2 AND NOT EXISTS (
    SELECT FROM news_organisation k WHERE k.organisation_id = $1 AND k.news_item_id = o.news_item_id)`,
  agreements: `UPDATE agreement_party o SET organisation_id = $1 WHERE organisation_id = $2 AND NOT EXISTS (
    SELECT FROM agreement_party k WHERE k.organisation_id = $1 AND k.agreement_id = o.agreement_id)`,
  officers: `UPDATE account_organisation o SET organisation_id = $1 WHERE organisation_id = $2 AND NOT EXISTS (
    SELECT FROM account_organisation k WHERE k.organisation_id = $1 AND k.account_id = o.account_id)`,
  codes: `UPDATE organisation_code o SET organisation_id = $1 WHERE organisation_id = $2 AND NOT EXISTS (
    SELECT FROM organisation_code k WHERE k.organisation_id = $1 AND k.scheme = o.scheme)`,
  predecessors: "UPDATE organisation SET successor_id = $1, updated_at = now() WHERE successor_id = $2",
  merged: "UPDATE merged_organisation SET organisation_id = $1 WHERE organisation_id = $2",
} as const;

/** What is the other's alone, and goes with it. */
const leftovers = ["project_organisation", "news_organisation", "agreement_party"] as const;

/** Moves what belongs to an organisation to the one that is kept, and removes it. Returns the rows that were moved, by list. */
export async function mergeOrganisation(
  tx: DatabaseReader,
  keep: KnownRecord,
  other: KnownRecord,
): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const [name, sql] of Object.entries(moves)) moved[name] = await tx.$executeRawUnsafe(sql, keep.id, other.id);
  for (const table of leftovers) await tx.$executeRawUnsafe(`DELETE FROM ${table} WHERE organisation_id = $1`, other.id);
  moved.roles = (moved.roles ?? 0) + (moved.sharedRoles ?? 0);
  delete moved.sharedRoles;
  moved.aliases = await keepNames(tx, keep, other);
  await complete(tx, keep.id, other.id);
  await tx.organisation.delete({ where: { id: other.id } });
  return moved;
}

/** Names of the other become aliases, and are kept as sources know them. Returns the number of new aliases. */
async function keepNames(tx: DatabaseReader, keep: KnownRecord, other: KnownRecord): Promise<number> {
  const row = await tx.organisation.findUniqueOrThrow({ where: { id: other.id } });
  const stored = await tx.organisationAlias.findMany({ where: { organisationId: other.id } });
  const iati = await tx.organisationCode.findFirst({ where: { organisationId: other.id, scheme: "iati" } });
  const names = [row.name, row.nameEn, ...stored.map(({ name }) => name)].filter((name) => name !== null);
  const named = new Map(names.map((name) => [normaliseName(name), name]));
  const own = await tx.organisation.findUniqueOrThrow({ where: { id: keep.id }, select: { name: true, nameEn: true } });
  const known = new Set([own.name, own.nameEn ?? own.name].map(normaliseName));
  const { publicId, name, nameEn, kindCode, countryCode, subdivisionCode, placeId, origin, sourceId } = row;
  const { latitude, longitude, coordinatePrecision } = row;
  await tx.mergedOrganisation.create({
    data: {
      ...{ publicId, name, nameEn, kindCode, countryCode, subdivisionCode, placeId, origin, sourceId },
      ...{ latitude, longitude, coordinatePrecision },
      normalisedNames: [...named.keys()],
      iati: iati?.code ?? null,
      organisationId: keep.id,
    },
  });
  const aliases = [...named].filter(([normalised]) => !known.has(normalised));
  const { count } = await tx.organisationAlias.createMany({
    data: aliases.map(([normalised, alias]) => ({ organisationId: keep.id, name: alias, normalised })),
    skipDuplicates: true,
  });
  return count;
}

/** What the organisation that is kept does not state, as the other does; a position only as a whole. */
async function complete(tx: DatabaseReader, keepId: number, otherId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE organisation k SET name_en = coalesce(k.name_en, o.name_en), acronym = coalesce(k.acronym, o.acronym),
      website = coalesce(k.website, o.website), country_code = coalesce(k.country_code, o.country_code),
      subdivision_code = CASE WHEN coalesce(k.country_code, o.country_code) = o.country_code
        THEN coalesce(k.subdivision_code, o.subdivision_code) ELSE k.subdivision_code END,
      place_id = coalesce(k.place_id, o.place_id), territory_id = coalesce(k.territory_id, o.territory_id),
      successor_id = coalesce(k.successor_id, o.successor_id), dissolved_on = coalesce(k.dissolved_on, o.dissolved_on),
      latitude = CASE WHEN k.latitude IS NULL THEN o.latitude ELSE k.latitude END,
      longitude = CASE WHEN k.latitude IS NULL THEN o.longitude ELSE k.longitude END,
      coordinate_precision = CASE WHEN k.latitude IS NULL THEN o.coordinate_precision ELSE k.coordinate_precision END,
      updated_at = now()
    FROM organisation o WHERE k.id = ${keepId} AND o.id = ${otherId}`;
}
