import type { ClientBase } from "pg";
import { appliedMigrations } from "@/prisma/migrate";
import { migrationChecksum, migrationNames } from "@/prisma/schema-engine";
import { readTables, tableWithRows } from "./catalogue";
import type { Manifest } from "./manifest";
import { refusal } from "./refusal";

/** Throws the refusals `unknownMigration` and `changedMigration` when this version cannot make the schema of the backup. */
function refuseUnknownMigrations({ migrations, portal }: Manifest): void {
  const known = new Set(migrationNames());
  for (const { name, checksum } of migrations) {
    if (!known.has(name)) throw refusal("unknownMigration", { name, portal });
    if (migrationChecksum(name) !== checksum) throw refusal("changedMigration", { name, portal });
  }
}

/**
 * Looks, without writing, whether a backup can be restored into this database: this version knows the backup's schema,
 * and the database has nothing in it, or the same or an older schema of the Atlas without a single row.
 * Throws the refusals `unknownMigration`, `changedMigration`, `notEmpty` and `schemaAhead`.
 */
export async function refuseUnfit(client: ClientBase, manifest: Manifest): Promise<void> {
  refuseUnknownMigrations(manifest);
  const tables = await readTables(client);
  const applied = await appliedMigrations(client);
  const filled = applied ? await tableWithRows(client, tables) : tables[0]?.name;
  if (filled !== undefined) throw refusal("notEmpty", { table: filled });
  const wanted = new Set(manifest.migrations.map(({ name }) => name));
  const ahead = applied?.find(({ name }) => !wanted.has(name));
  if (ahead) throw refusal("schemaAhead", { name: ahead.name });
}
