import pg from "pg";
import type { DatabaseReader } from "./db";

/** What runs SQL: a `pg` client as it is, or a Prisma transaction through `sqlOf`. */
export type Sql = { query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: T[] }> };

export type BulkRow = Readonly<Record<string, unknown>>;

const quoted = (name: string) => pg.escapeIdentifier(name);

/** Runs SQL inside a Prisma transaction. */
export function sqlOf(db: DatabaseReader): Sql {
  return {
    query: async <T>(text: string, values: unknown[] = []) => ({ rows: await db.$queryRawUnsafe<T[]>(text, ...values) }),
  };
}

/**
 * Inserts rows by one statement: the columns of the first row, in the types of the table. Columns left out take the
 * table's default. Returns the number of rows.
 */
export async function insertRows(sql: Sql, table: string, rows: readonly BulkRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const result = await sql.query<{ inserted: number }>(
    `WITH inserted AS (${insertion(table, rows)} RETURNING 1) SELECT count(*)::int AS inserted FROM inserted`,
    [JSON.stringify(rows)],
  );
  return result.rows[0]?.inserted ?? 0;
}

/** Inserts rows with their ids and returns the public ids that the database gave them, by id. */
export async function insertPublic(sql: Sql, table: string, rows: readonly BulkRow[]): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map();
  const result = await sql.query<{ id: number; publicId: string }>(
    `${insertion(table, rows)} RETURNING id, public_id AS "publicId"`,
    [JSON.stringify(rows)],
  );
  return new Map(result.rows.map(({ id, publicId }) => [id, publicId]));
}

function insertion(table: string, rows: readonly BulkRow[]): string {
  const columns = columnsOf(rows);
  return `INSERT INTO ${quoted(table)} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${quoted(table)}, $1::json)`;
}

/** Updates rows by their id: the columns of the first row but `id`. */
export async function updateRows(sql: Sql, table: string, rows: readonly BulkRow[]): Promise<void> {
  if (rows.length === 0) return;
  const set = Object.keys(rows[0] ?? {})
    .filter((name) => name !== "id")
    .map((name) => `${quoted(name)} = input.${quoted(name)}`);
  await sql.query(
    `UPDATE ${quoted(table)} AS stored SET ${set.join(", ")}
     FROM json_populate_recordset(NULL::${quoted(table)}, $1::json) AS input WHERE stored.id = input.id`,
    [JSON.stringify(rows)],
  );
}

function columnsOf(rows: readonly BulkRow[]): string {
  return Object.keys(rows[0] ?? {})
    .map(quoted)
    .join(", ");
}

/** Takes `count` ids from the sequence of a table, so that rows that refer to each other go in without reading back. */
export async function takeIds(sql: Sql, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const result = await sql.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)",
    [table, count],
  );
  return result.rows.map((row) => row.id);
}

/**
 * Prepares tables for their readers after a bulk write: statistics, since the planner must not guess on a table that was empty a
 * moment ago, and the entries that wait to be put in an index of words, which every search would read whole.
 */
export async function settle(sql: Sql, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  await sql.query(`ANALYZE ${tables.map(quoted).join(", ")}`);
  await sql.query(
    `SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_am m ON m.oid = c.relam
     WHERE m.amname = 'gin' AND i.indrelid = ANY(SELECT quote_ident(name)::regclass FROM unnest($1::text[]) AS name)`,
    [tables],
  );
}
