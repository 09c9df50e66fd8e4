import pg from "pg";
import { applyMigrations, migrationNames } from "./schema-engine";

/** Any number will do, as long as every version of the portal takes the same one. */
const migrationLock = 4_115_006;

/**
 * Brings the database to the schema of this version and returns the migrations that were applied.
 * Safe to run twice, and from several processes at once: the others wait, then find nothing to do.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    if ((await pendingMigrations(client)).length === 0) return [];
    return await applyMigrations(url);
  } finally {
    await client.end();
  }
}

/** Migrations of this version that the database lacks. */
export async function pendingMigrations(client: pg.ClientBase): Promise<string[]> {
  const table = await client.query<{ exists: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!table.rows[0]?.exists) return migrationNames();
  const done = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Set(done.rows.map((row) => row.migration_name));
  return migrationNames().filter((name) => !applied.has(name));
}
