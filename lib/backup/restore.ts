import { pipeline } from "node:stream/promises";
import pg, { type ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { settle } from "@/lib/core/bulk";
import { limits } from "@/lib/core/limits";
import { type Progress, silent } from "@/lib/core/progress";
import { foldSearch } from "@/lib/search/fold";
import { migrate } from "@/prisma/migrate";
import { accountOf, listed, readSequences, readTables } from "./catalogue";
import type { Manifest } from "./manifest";
import { type Backup, TableReader } from "./read";
import { refusal } from "./refusal";
import { withoutRules } from "./rules";
import { onConnection, writing } from "./session";
import { refuseUnfit } from "./target";

/** PostgreSQL's code for a lock that was not had in time. */
const lockNotAvailable = "55P03";

/** Nobody else reads or writes meanwhile. Throws the refusal `inUse`. */
async function lockTables(client: ClientBase, { tables }: Manifest): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = ${limits.restoreLockTimeoutMs}`);
  try {
    await client.query(`LOCK TABLE ${listed(tables.map(({ name }) => name))} IN ACCESS EXCLUSIVE MODE`);
  } catch (error) {
    throw (error as { code?: string }).code === lockNotAvailable ? refusal("inUse", {}, error) : error;
  }
  await client.query("SET LOCAL lock_timeout = 0");
}

/** Throws the refusal `schemaDiffers` unless tables, columns and sequences are those of the backup, in whatever order. */
async function refuseOtherShape(client: ClientBase, manifest: Manifest): Promise<void> {
  const shape = (tables: readonly { name: string; columns: readonly string[] }[]) =>
    new Map(tables.map(({ name, columns }) => [name, [...columns].sort().join()]));
  const sequences = (await readSequences(client)).map(({ name }) => ({ name, columns: [] }));
  const here = shape([...(await readTables(client)), ...sequences]);
  const there = shape([...manifest.tables, ...manifest.sequences.map(({ name }) => ({ name, columns: [] }))]);
  for (const name of new Set([...here.keys(), ...there.keys()]))
    if (here.get(name) !== there.get(name)) throw refusal("schemaDiffers", { table: name });
}

async function loadRows(client: ClientBase, backup: Backup, onProgress: Progress): Promise<void> {
  const reader = new TableReader(backup, onProgress);
  try {
    for (const { name, columns, rows } of backup.manifest.tables)
      if (rows > 0)
        await pipeline(reader.rows(name), client.query(copyFrom(`COPY ${listed([name])} (${listed(columns)}) FROM STDIN`)));
  } finally {
    await reader.close();
  }
}

/** Throws the refusal `differs` when a table does not hold what it held when it was backed up. */
async function verify(client: ClientBase, { tables }: Manifest, onProgress: Progress): Promise<void> {
  for (const [index, table] of tables.entries()) {
    onProgress("backup.progress.verifying", index, tables.length);
    const { rows, checksum } = await accountOf(client, table);
    if (rows !== table.rows || checksum !== table.checksum) throw refusal("differs", { table: table.name });
  }
}

/** After RESTART the state belongs to this transaction, and goes with it; `setval` alone would stay after a failure. */
async function setSequences(client: ClientBase, { sequences }: Manifest): Promise<void> {
  for (const { name, lastValue, isCalled } of sequences) {
    await client.query(`ALTER SEQUENCE ${pg.escapeIdentifier(name)} RESTART`);
    await client.query("SELECT setval(quote_ident($1)::regclass, $2::bigint, $3)", [name, lastValue, isCalled]);
  }
}

/**
 * Puts an opened backup into an empty database and brings it to this version's schema. The rows come in one transaction:
 * whenever this ends early, the database is as empty as before. Returns the migrations that the backup did not have.
 * Throws the refusals of `refuseUnfit`, `schemaDiffers`, `inUse`, `damaged` and `differs`.
 */
export async function restoreBackup(url: string, backup: Backup, onProgress: Progress = silent): Promise<string[]> {
  const { manifest } = backup;
  await onConnection(url, (client) => refuseUnfit(client, manifest));
  await migrate(
    url,
    manifest.migrations.map(({ name }) => name),
  );
  await writing(url, async (client) => {
    await refuseOtherShape(client, manifest);
    await lockTables(client, manifest);
    // Asked again: now nobody can write any more.
    await refuseUnfit(client, manifest);
    await withoutRules(client, () => loadRows(client, backup, onProgress));
    await verify(client, manifest, onProgress);
    await setSequences(client, manifest);
    // A backup of an earlier version has none: the migration that brings them marks the projects.
    const { rows } = await client.query<{ kept: boolean }>("SELECT to_regclass('search_loose') IS NOT NULL AS kept");
    if (rows[0]?.kept) await client.query("INSERT INTO search_loose (project_id) SELECT project_id FROM search_row");
  });
  await onConnection(url, (client) =>
    settle(
      client,
      manifest.tables.map(({ name }) => name),
    ),
  );
  const applied = await migrate(url);
  await onConnection(url, foldSearch);
  return applied;
}
