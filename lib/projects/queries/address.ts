import { db } from "@/lib/core/db";

/** What an address of a record needs: its public id and its slug in each language. */
export type RecordAddress = { id: string; slugFr: string; slugEn: string };

/** Kinds of records that have a page, by the letter of their public id. */
export type RecordKind = "p" | "n";

/** Address of a record, following merges; null when there is none. Throws when the database does not answer. */
export async function findRecordAddress(kind: RecordKind, id: string): Promise<RecordAddress | null> {
  const found = await readAddress(kind, id);
  if (found) return found;
  const moved = await db().publicIdRedirect.findUnique({ where: { fromId: id }, select: { toId: true } });
  return moved ? readAddress(kind, moved.toId) : null;
}

async function readAddress(kind: RecordKind, publicId: string): Promise<RecordAddress | null> {
  const select = { publicId: true, slugFr: true, slugEn: true } as const;
  const row =
    kind === "p"
      ? await db().project.findUnique({ where: { publicId }, select })
      : await db().newsItem.findUnique({ where: { publicId, published: true }, select });
  return row && { id: row.publicId, slugFr: row.slugFr, slugEn: row.slugEn };
}

/** Address of the project that the legacy Atlas knew by a number (criteres.projetId), following merges. */
export async function findLegacyAddress(legacyId: number): Promise<RecordAddress | null> {
  // The column is a 32-bit integer: a larger number cannot be there, and would make the query fail.
  if (!Number.isSafeInteger(legacyId) || legacyId > 2_147_483_647) return null;
  const select = { publicId: true, slugFr: true, slugEn: true } as const;
  const row =
    (await db().project.findUnique({ where: { legacyId }, select })) ??
    (await db().projectSourceKey.findUnique({ where: { legacyId }, select: { project: { select } } }))?.project;
  return row ? { id: row.publicId, slugFr: row.slugFr, slugEn: row.slugEn } : null;
}
