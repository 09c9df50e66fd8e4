import type { Sql } from "@/lib/core/bulk";

/**
 * SQL array of the facts of a record whose last change was made by a person: revisions of an import carry its run, those of
 * people none. `publicId`: an SQL expression.
 */
export const correctedSql = (publicId: string) => `ARRAY(
  SELECT field FROM (
    SELECT DISTINCT ON (change->>'field') change->>'field' AS field, r.import_run_id
    FROM revision r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
    WHERE r.public_id = ${publicId} AND change->>'field' <> 'record'
    ORDER BY change->>'field', r.id DESC) AS latest
  WHERE import_run_id IS NULL)`;

const statement = `SELECT wanted.key AS "publicId", ${correctedSql("wanted.key")} AS fields FROM unnest($1::text[]) AS wanted(key)`;

/** Facts that a person set after the last import that did, by public id of their records. */
export async function loadCorrections(sql: Sql, publicIds: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await sql.query<{ publicId: string; fields: string[] }>(statement, [publicIds]);
  return new Map(rows.map(({ publicId, fields }) => [publicId, new Set(fields)]));
}
