import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { presentParts } from "@/lib/projects/queries/parts";
import { presentFacts, projectSelect } from "@/lib/projects/queries/project";
import type { Project } from "@/lib/projects/schema";
import type { ListFact } from "../facts";
import { endOfDay } from "../moment";
import { restoreRows } from "./restore";

/** Condition on the project `p`: its record existed at the end of a day. */
export function existedOn(day: string): Prisma.Sql {
  return Prisma.sql`p.created_at < ${endOfDay(day)}`;
}

/**
 * Condition on the project `p`: at the end of a day a list of its facts held an item (a JSON object), or met a condition on the
 * list `u.before`. `present` is the condition on records whose list did not change since.
 */
export function heldOn(day: string, field: ListFact, item: object | Prisma.Sql, present: Prisma.Sql): Prisma.Sql {
  const held = item instanceof Prisma.Sql ? item : Prisma.sql`u.before @> ${JSON.stringify([item])}::jsonb`;
  const undone = Prisma.sql`(
    SELECT DISTINCT ON (r.public_id) r.public_id, change->'before' AS before
    FROM revision r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
    WHERE r.entity = 'project' AND r.changed_at >= ${endOfDay(day)} AND change->>'field' = ${field}
    ORDER BY r.public_id, r.id) AS u`;
  return Prisma.sql`CASE WHEN p.public_id IN (SELECT u.public_id FROM ${undone})
    THEN p.public_id IN (SELECT u.public_id FROM ${undone} WHERE ${held}) ELSE ${present} END`;
}

/** A project as its record stood at the end of a day (ISO); null where there was no such record. */
export async function getProjectKnown(publicId: string, locale: Locale, day: string): Promise<Project | null> {
  const existed = await db().$queryRaw<unknown[]>`SELECT 1 FROM project p WHERE p.public_id = ${publicId} AND ${existedOn(day)}`;
  const row = existed.length > 0 ? await db().project.findUnique({ where: { publicId }, select: projectSelect }) : null;
  if (!row) return null;
  const [restored = row] = await restoreRows([row], day);
  return { ...presentFacts(restored, locale, day), ...presentParts(restored, locale), posts: [], findings: [] };
}

/** Day on which the first record was stored, as an instant; null while there is none. */
export async function firstRecordAt(): Promise<Date | null> {
  return (await db().project.aggregate({ _min: { createdAt: true } }))._min.createdAt;
}
