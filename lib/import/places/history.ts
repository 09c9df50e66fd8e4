import type { Client } from "pg";
import type { Change } from "../apply/facts";

export type Revised = { publicId: string; changes: Change[] };
type From = { actor: string; importRunId: number };

/** A few megabytes of JSON a statement. */
const batchSize = 5_000;

/** First line of a record's history. */
export const creation: Change = { field: "record", before: null, after: "created" };

/** Adds one revision a record, inside the caller's transaction. */
export async function writeRevisions(client: Client, entity: string, revised: readonly Revised[], from: From): Promise<void> {
  for (let start = 0; start < revised.length; start += batchSize) {
    const batch = revised.slice(start, start + batchSize);
    await client.query(
      `INSERT INTO revision (entity, public_id, actor, import_run_id, changes)
       SELECT $1, input."publicId", $2, $3, input.changes FROM json_to_recordset($4::json) AS input("publicId" text, changes jsonb)`,
      [entity, from.actor, from.importRunId, JSON.stringify(batch)],
    );
  }
}

/**
 * Who wrote the stored value of a field: `own` when the source that imports now wrote it and nobody else ever did, `shared`
 * when it wrote last, `other` when a person or another source did.
 */
export type Ownership = (publicId: string, field: string) => "own" | "shared" | "other";

/**
 * Reads from the history of the records who wrote their fields; "we" are the imports of `sourceCode`. A field that was
 * never changed belongs to whoever created the record.
 */
export async function ownershipOf(
  client: Client,
  entity: string,
  publicIds: readonly string[],
  sourceCode: string,
): Promise<Ownership> {
  const { rows } = await client.query<{ public_id: string; field: string; last: boolean; all: boolean }>(
    `SELECT r.public_id, change->>'field' AS field, (array_agg(w.own ORDER BY r.id DESC))[1] AS last, bool_and(w.own) AS "all"
     FROM revision r
     CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
     LEFT JOIN import_run run ON run.id = r.import_run_id
     LEFT JOIN source s ON s.id = run.source_id
     CROSS JOIN LATERAL (SELECT s.code IS NOT DISTINCT FROM $3 AS own) w
     WHERE r.entity = $1 AND r.public_id = ANY($2)
     GROUP BY r.public_id, change->>'field'`,
    [entity, publicIds, sourceCode],
  );
  const written = new Map(rows.map(({ public_id, field, last, all }) => [`${public_id} ${field}`, { last, all }]));
  return (publicId, field) => {
    const record = written.get(`${publicId} ${creation.field}`) ?? { last: false, all: false };
    const { last, all } = written.get(`${publicId} ${field}`) ?? { last: record.last, all: true };
    if (!last) return "other";
    return all && record.last ? "own" : "shared";
  };
}
