import type { ClientBase } from "pg";
import pg from "pg";

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
