import pg from "pg";
import { applyMigrations, migrationNames } from "./schema-engine";

/** Key of the advisory lock under which migrations run. Any number will do, as long as every version of the portal takes the same one. */
export const migrationLock = 4_115_006;

/**
 * Brings the database to the schema of this version (or to that of the migrations `names`) and returns the migrations that were applied.
 * Safe to run twice, and from several processes at once: the others wait, then find nothing to do.
 */
export async function migrate(url: string, names: string[] = migrationNames()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    if ((await pendingMigrations(client, names)).length === 0) return [];
    return await applyMigrations(url, names);
  } finally {
    await client.end();
  }
}

/** Migrations that the database has, in order of name; the checksum is the SHA-256 of the script. Null when it was never migrated. */
export async function appliedMigrations(client: pg.ClientBase): Promise<{ name: string; checksum: string }[] | null> {
  const table = await client.query<{ exists: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!table.rows[0]?.exists) return null;
  const done = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return done.rows;
}

/** Migrations of this version (or those of `names`) that the database lacks. */
export async function pendingMigrations(client: pg.ClientBase, names: string[] = migrationNames()): Promise<string[]> {
  const applied = new Set((await appliedMigrations(client))?.map(({ name }) => name));
  return names.filter((name) => !applied.has(name));
}
