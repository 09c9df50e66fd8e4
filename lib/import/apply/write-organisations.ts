import { type BulkRow, insertPublic, insertRows, sqlOf, takeIds } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import { normaliseName, slugify } from "@/lib/core/text";
import type { OrganisationEntry, PostEntry } from "../draft";
import type { Change } from "./facts";
import type { PostPeople } from "./post-people";

/** Marks of everything that an import writes. */
export type Provenance = { sourceId: number; importRunId: number; actor: string };

/** One line of the history of a record. */
export type Revised = { entity: "project" | "organisation" | "diplomatic_post"; publicId: string; changes: Change[] };

/** First line of a record's history. */
export const created: Change[] = [{ field: "record", before: null, after: "created" }];

/** Appends to the history. */
export async function recordRevisions(db: DatabaseReader, revised: readonly Revised[], from: Provenance): Promise<void> {
  const rows = revised.map(({ entity, publicId, changes }) => ({
    ...{ entity, public_id: publicId, changes },
    actor: from.actor,
    import_run_id: from.importRunId,
  }));
  await insertRows(sqlOf(db), "revision", rows);
}

/** Creates organisations with their codes and their own name among their names, and gives their entries the ids. */
export async function createOrganisations(
  db: DatabaseReader,
  entries: readonly OrganisationEntry[],
  from: Provenance,
): Promise<void> {
  if (entries.length === 0) return;
  const sql = sqlOf(db);
  const ids = await takeIds(sql, "organisation", entries.length);
  const rows = entries.map((entry, index) => organisationRow(entry, ids[index] ?? Number.NaN, from));
  const publicIds = await insertPublic(sql, "organisation", rows);
  const codes: BulkRow[] = [];
  for (const [index, entry] of entries.entries()) {
    entry.id = ids[index] ?? null;
    entry.publicId = publicIds.get(entry.id ?? 0) ?? null;
    for (const { scheme, code } of entry.codes ?? []) codes.push({ organisation_id: entry.id, scheme, code });
  }
  await insertRows(sql, "organisation_code", codes);
  const names = entries.map(({ id, name }) => ({ organisation_id: id, name, normalised: normaliseName(name) }));
  await insertRows(sql, "organisation_alias", names);
  await recordRevisions(
    db,
    entries.map(({ publicId }) => ({ entity: "organisation", publicId: publicId ?? "", changes: created })),
    from,
  );
}

function organisationRow(entry: OrganisationEntry, id: number, from: Provenance): BulkRow {
  const { position } = entry;
  return {
    id,
    kind_code: entry.kindCode,
    name: entry.name,
    name_en: entry.nameEn,
    slug: slugify(entry.name),
    country_code: entry.countryCode,
    subdivision_code: entry.subdivisionCode,
    place_id: position?.place?.id ?? null,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    coordinate_precision: position?.precision ?? null,
    origin: "imported",
    source_id: from.sourceId,
    import_run_id: from.importRunId,
  };
}

/** Another name of an organisation that a source uses. */
export type Alias = { organisation: OrganisationEntry; name: string };

/** Keeps the names that sources give organisations, each once; a new one is a line of the organisation's history. */
export async function addAliases(db: DatabaseReader, aliases: readonly Alias[], from: Provenance): Promise<number> {
  const rows = aliases.map(({ organisation, name }) => ({
    organisation_id: organisation.id,
    name,
    normalised: normaliseName(name),
  }));
  if (rows.length === 0) return 0;
  const added = await db.$queryRawUnsafe<{ publicId: string; name: string }[]>(
    `WITH added AS (
       INSERT INTO organisation_alias (organisation_id, name, normalised)
       SELECT DISTINCT ON (organisation_id, normalised) organisation_id, name, normalised
       FROM json_populate_recordset(NULL::organisation_alias, $1::json)
       ON CONFLICT DO NOTHING RETURNING organisation_id, name)
     SELECT o.public_id AS "publicId", added.name FROM added JOIN organisation o ON o.id = added.organisation_id`,
    JSON.stringify(rows),
  );
  await recordRevisions(
    db,
    added.map(({ publicId, name }) => ({
      entity: "organisation",
      publicId,
      changes: [{ field: "alias", before: null, after: name }],
    })),
    from,
  );
  return added.length;
}

/** Creates a post with what it is competent for, and gives its entry the ids. */
export async function createPost(db: DatabaseReader, entry: PostEntry, from: Provenance): Promise<void> {
  const { kind, nameFr, nameEn, cityFr, cityEn, countryCode, jurisdiction } = entry;
  const post = await db.diplomaticPost.create({
    data: {
      ...{ kind, nameFr, nameEn, cityFr, cityEn, countryCode },
      origin: "imported",
      sourceId: from.sourceId,
      importRunId: from.importRunId,
      ...(jurisdiction ? { jurisdictions: { create: jurisdiction } } : {}),
    },
    select: { id: true, publicId: true },
  });
  Object.assign(entry, post);
  await recordRevisions(db, [{ entity: "diplomatic_post", publicId: post.publicId, changes: created }], from);
}

/**
 * Stores the contacts of posts. Their function is public; their name only with a legal basis, which a legacy page does not
 * give: visible on request (domain rule 11).
 */
export async function writePostPeople(db: DatabaseReader, plan: readonly PostPeople[], from: Provenance): Promise<void> {
  for (const { post, person, contactId } of plan) {
    if (contactId !== null) {
      await db.contact.update({ where: { id: contactId }, data: { email: person.email } });
    } else if (post.id !== null) {
      const provenance = { origin: "imported" as const, sourceId: from.sourceId, importRunId: from.importRunId };
      await db.contact.create({ data: { ...person, ...provenance, postId: post.id, visibility: "on_request" } });
    }
  }
}
