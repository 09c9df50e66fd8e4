import { type BulkRow, type Sql, takeIdentities, type Writer } from "@/lib/core/bulk";
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

/** Appends to the history, when the next records are asked about: nothing of an import reads what it adds. */
export function recordRevisions(writer: Writer, revised: readonly Revised[], from: Provenance): void {
  const rows = revised.map(({ entity, publicId, changes }) => ({
    ...{ entity, public_id: publicId, changes },
    actor: from.actor,
    import_run_id: from.importRunId,
  }));
  writer.keep("revision", rows);
}

/** Gives entries of new organisations their ids. */
export async function identifyOrganisations(sql: Sql, entries: readonly OrganisationEntry[]): Promise<void> {
  const identities = await takeIdentities(sql, "organisation", entries.length);
  for (const [index, entry] of entries.entries()) Object.assign(entry, identities[index]);
}

/** Creates organisations that have their ids, with their codes and their own name among their names. */
export function createOrganisations(writer: Writer, entries: readonly OrganisationEntry[], from: Provenance): void {
  writer.insert(
    "organisation",
    entries.map((entry) => organisationRow(entry, from)),
  );
  const codes = entries.flatMap(({ id, codes: own }) => (own ?? []).map((code) => ({ organisation_id: id, ...code })));
  writer.insert("organisation_code", codes);
  const names = entries.map(({ id, name }) => ({ organisation_id: id, name, normalised: normaliseName(name) }));
  writer.insert("organisation_alias", names);
  recordRevisions(
    writer,
    entries.map(({ publicId }) => ({ entity: "organisation", publicId: publicId ?? "", changes: created })),
    from,
  );
}

function organisationRow(entry: OrganisationEntry, from: Provenance): BulkRow {
  const { position } = entry;
  return {
    id: entry.id,
    public_id: entry.publicId,
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
export function addAliases(writer: Writer, aliases: readonly Alias[], from: Provenance): void {
  const rows = aliases.map(({ organisation, name }) => ({
    organisation_id: organisation.id,
    name,
    normalised: normaliseName(name),
  }));
  if (rows.length === 0) return;
  // That an organisation was made comes first in its history.
  writer.sendKept();
  writer.run(
    `WITH added AS (
       INSERT INTO organisation_alias (organisation_id, name, normalised)
       SELECT DISTINCT ON (organisation_id, normalised) organisation_id, name, normalised
       FROM json_populate_recordset(NULL::organisation_alias, $1::json)
       ON CONFLICT DO NOTHING RETURNING organisation_id, name)
     INSERT INTO revision (entity, public_id, changes, actor, import_run_id)
     SELECT 'organisation', o.public_id, jsonb_build_array(jsonb_build_object('field', 'alias', 'before', NULL, 'after', added.name)),
       $2, $3::int
     FROM added JOIN organisation o ON o.id = added.organisation_id`,
    [JSON.stringify(rows), from.actor, from.importRunId],
  );
}

/** Creates a post with what it is competent for, and gives its entry the ids. */
export async function createPost(db: DatabaseReader, writer: Writer, entry: PostEntry, from: Provenance): Promise<void> {
  const { kind, nameFr, nameEn, cityFr, cityEn, countryCode, jurisdiction } = entry;
  const facts = {
    ...{ kind, nameFr, nameEn, cityFr, cityEn, countryCode },
    ...{ origin: "imported" as const, sourceId: from.sourceId, importRunId: from.importRunId },
  };
  const covers = jurisdiction ? { create: jurisdiction } : {};
  const invented = await db.diplomaticPost.findFirst({ where: { nameFr, origin: "demo" }, select: { id: true } });
  const select = { id: true, publicId: true } as const;
  // A fictitious post of the name becomes the real one: nothing that was made up about it stays.
  const post = invented
    ? await db.diplomaticPost.update({
        where: { id: invented.id },
        data: {
          ...facts,
          ...{ genericEmail: null, verifiedOn: null, website: null, phone: null },
          jurisdictions: { deleteMany: {}, ...covers },
          contacts: { deleteMany: { origin: "demo" } },
        },
        select,
      })
    : await db.diplomaticPost.create({ data: { ...facts, jurisdictions: covers }, select });
  Object.assign(entry, post);
  recordRevisions(writer, [{ entity: "diplomatic_post", publicId: post.publicId, changes: created }], from);
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
