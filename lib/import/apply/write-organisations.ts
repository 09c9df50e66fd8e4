import type { DatabaseReader } from "@/lib/core/db";
import { slugify } from "@/lib/core/text";
import type { OrganisationEntry, PostEntry } from "../draft";
import type { PostPeople } from "./post-people";

/** Marks of everything that an import writes. */
export type Provenance = { sourceId: number; importRunId: number; actor: string };

/** Creates an organisation and gives its entry the ids. */
export async function createOrganisation(db: DatabaseReader, entry: OrganisationEntry, from: Provenance): Promise<void> {
  const { position } = entry;
  const created = await db.organisation.create({
    data: {
      kindCode: entry.kindCode,
      name: entry.name,
      nameEn: entry.nameEn,
      slug: slugify(entry.name),
      countryCode: entry.countryCode,
      subdivisionCode: entry.subdivisionCode,
      placeId: position?.place?.id ?? null,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      coordinatePrecision: position?.precision ?? null,
      origin: "imported",
      sourceId: from.sourceId,
      importRunId: from.importRunId,
    },
    select: { id: true, publicId: true },
  });
  Object.assign(entry, created);
  await recordCreation(db, "organisation", created.publicId, from);
}

/** Creates a post with what it is competent for, and gives its entry the ids. */
export async function createPost(db: DatabaseReader, entry: PostEntry, from: Provenance): Promise<void> {
  const { kind, nameFr, nameEn, cityFr, cityEn, countryCode, jurisdiction } = entry;
  const created = await db.diplomaticPost.create({
    data: {
      ...{ kind, nameFr, nameEn, cityFr, cityEn, countryCode },
      origin: "imported",
      sourceId: from.sourceId,
      importRunId: from.importRunId,
      ...(jurisdiction ? { jurisdictions: { create: jurisdiction } } : {}),
    },
    select: { id: true, publicId: true },
  });
  Object.assign(entry, created);
  await recordCreation(db, "diplomatic_post", created.publicId, from);
}

/** First line of a record's history. */
export async function recordCreation(db: DatabaseReader, entity: string, publicId: string, from: Provenance): Promise<void> {
  const changes = [{ field: "record", before: null, after: "created" }];
  await db.revision.create({ data: { entity, publicId, actor: from.actor, importRunId: from.importRunId, changes } });
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
