import type { Client } from "pg";
import type { Row } from "./bulk";

/** Columns of `organisation` that hold a field which a person may correct. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  name: ["name", "slug"],
  nameEn: ["name_en"],
  acronym: ["acronym"],
  kind: ["kind_code"],
  country: ["country_code"],
  position: ["latitude", "longitude", "coordinate_precision"],
};

/**
 * The rows to store, with the facts that a person set as they stand: the last line of their history is of no import. `kept`:
 * records of which a fact was kept against the data.
 */
export async function keepCorrections(client: Client, rows: readonly Row[]): Promise<{ rows: Row[]; kept: number }> {
  const { rows: corrections } = await client.query<{ id: number; field: string; stored: Row }>(
    `SELECT o.id, latest.field, to_jsonb(o) AS stored FROM (
       SELECT DISTINCT ON (r.public_id, change->>'field') r.public_id, change->>'field' AS field, r.import_run_id
       FROM revision r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
       WHERE r.entity = 'organisation' AND change->>'field' = ANY($1)
       ORDER BY r.public_id, change->>'field', r.id DESC) AS latest
     JOIN organisation o ON o.public_id = latest.public_id WHERE latest.import_run_id IS NULL`,
    [Object.keys(columnsOf)],
  );
  const held = new Map<number, Record<string, Row[string]>>();
  for (const { id, field, stored } of corrections) {
    const columns = (columnsOf[field] ?? []).map((column) => [column, stored[column] ?? null] as const);
    held.set(id, { ...held.get(id), ...Object.fromEntries(columns) });
  }
  let kept = 0;
  const merged = rows.map((row) => {
    const own = held.get(row.id as number);
    if (!own) return row;
    if (Object.entries(own).some(([column, value]) => String(row[column] ?? "") !== String(value ?? ""))) kept++;
    return { ...row, ...own };
  });
  return { rows: merged, kept };
}
