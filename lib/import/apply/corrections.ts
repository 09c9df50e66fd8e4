import type { DatabaseReader } from "@/lib/core/db";

/** Facts of records whose last change was made by a person: revisions of an import carry its run, those of people none. */
export async function loadCorrections(db: DatabaseReader, publicIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await db.$queryRaw<{ publicId: string; field: string }[]>`
    SELECT public_id AS "publicId", field FROM (
      SELECT DISTINCT ON (r.public_id, change->>'field') r.public_id, change->>'field' AS field, r.import_run_id
      FROM revision r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
      WHERE r.public_id = ANY(${[...publicIds]}) AND change->>'field' <> 'record'
      ORDER BY r.public_id, change->>'field', r.id DESC) AS latest
    WHERE import_run_id IS NULL`;
  const corrections = new Map<string, Set<string>>();
  for (const { publicId, field } of rows) {
    const fields = corrections.get(publicId);
    if (fields) fields.add(field);
    else corrections.set(publicId, new Set([field]));
  }
  return corrections;
}
