import type { ClientBase } from "pg";
import pg from "pg";

export type BulkRow = Readonly<Record<string, unknown>>;

const quoted = (name: string) => pg.escapeIdentifier(name);

/**
 * Inserts rows by one statement: the columns of the first row, in the types of the table. Columns left out take the
 * table's default. Returns the number of rows.
 */
export async function insertRows(client: ClientBase, table: string, rows: readonly BulkRow[]): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first).map(quoted).join(", ");
  const result = await client.query(
    `INSERT INTO ${quoted(table)} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${quoted(table)}, $1::json)`,
    [JSON.stringify(rows)],
  );
  return result.rowCount ?? 0;
}

/** Takes `count` ids from the sequence of a table, so that rows that refer to each other go in without reading back. */
export async function takeIds(client: ClientBase, table: string, count: number): Promise<number[]> {
  const result = await client.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)",
    [table, count],
  );
  return result.rows.map((row) => row.id);
}

/** Counts rows written per table. */
export class Tally {
  readonly counts: Record<string, number> = {};

  add(table: string, rows: number): void {
    if (rows > 0) this.counts[table] = (this.counts[table] ?? 0) + rows;
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, rows) => sum + rows, 0);
  }
}

/** Runs `work` in one transaction of a connection of its own. Demo commands on one database wait for each other. */
export async function inTransaction<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas demo" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('atlas demo'))");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

/** Id of a source. Undefined when the reference data are not loaded. */
export async function sourceId(client: ClientBase, code: string): Promise<number | undefined> {
  const result = await client.query<{ id: number }>("SELECT id FROM source WHERE code = $1", [code]);
  return result.rows[0]?.id;
}
