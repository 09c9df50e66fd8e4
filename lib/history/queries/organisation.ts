import { db } from "@/lib/core/db";
import { endOfDay } from "../moment";
import { type StoredChange, type Undone, undo } from "../undo";

/** Facts of an organisation that changed after a day (ISO) in France, as they were on it, by field. */
export async function organisationFactsOn(publicId: string, day: string): Promise<Undone> {
  const changes = await db().$queryRaw<StoredChange[]>`
    SELECT change->>'field' AS field, change->'before' AS before, null AS after
    FROM revision r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
    WHERE r.entity = 'organisation' AND r.public_id = ${publicId} AND r.changed_at >= ${endOfDay(day)} ORDER BY r.id`;
  return undo(changes);
}
