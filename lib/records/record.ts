import type { DatabaseReader } from "@/lib/core/db";
import type { RecordOrigin } from "@/lib/core/prisma-client/enums";
import { refusal } from "./refusal";

export type RecordEntity = "project" | "organisation";

/** What commands need to know of a record before they touch it. `name` is the title of a project. */
export type KnownRecord = {
  entity: RecordEntity;
  id: number;
  publicId: string;
  name: string;
  origin: RecordOrigin;
  sourceId: number;
  /** Code of the source. */
  source: string;
};

/**
 * The project (p…) or organisation (o…) of a public id. Throws `invalid_input` for what is no such id, an unknown one, and one
 * that was merged into another.
 */
export async function findRecord(db: DatabaseReader, stated: string): Promise<KnownRecord> {
  const publicId = stated.trim().toLowerCase();
  const letter = /^([po])[1-9]\d{0,11}$/.exec(publicId)?.[1];
  if (!letter) throw refusal("idInvalid", { id: stated.slice(0, 40) });
  const moved = await db.publicIdRedirect.findUnique({ where: { fromId: publicId } });
  if (moved) throw refusal("redirected", { id: publicId, to: moved.toId });
  const select = { id: true, publicId: true, origin: true, sourceId: true, source: { select: { code: true } } } as const;
  if (letter === "p") {
    const row = await db.project.findUnique({ where: { publicId }, select: { ...select, title: true } });
    if (!row) throw refusal("idUnknown", { id: publicId });
    return { ...row, entity: "project", name: row.title, source: row.source.code };
  }
  const row = await db.organisation.findUnique({ where: { publicId }, select: { ...select, name: true } });
  if (!row) throw refusal("idUnknown", { id: publicId });
  return { ...row, entity: "organisation", source: row.source.code };
}
