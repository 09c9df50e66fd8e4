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

/** A connection of its own for a demo command. Demo commands on one database wait for each other. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas demo" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock(hashtext('atlas demo'))");
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs `work` in one transaction of the connection. */
export async function transaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Runs `work` in one transaction of a connection of its own. */
export async function inTransaction<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return connected(url, (client) => transaction(client, () => work(client)));
}

/** Id of a source. Undefined when the reference data are not loaded. */
export async function sourceId(client: ClientBase, code: string): Promise<number | undefined> {
  const result = await client.query<{ id: number }>("SELECT id FROM source WHERE code = $1", [code]);
  return result.rows[0]?.id;
}
