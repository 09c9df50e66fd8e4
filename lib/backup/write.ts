import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { limits } from "@/lib/core/limits";
import { type Progress, silent } from "@/lib/core/progress";
import portal from "@/package.json";
import { appliedMigrations } from "@/prisma/migrate";
import { accountOf, listed, readSequences, readTables } from "./catalogue";
import {
  formatVersion,
  type Manifest,
  manifestName,
  nameInSums,
  partName,
  rowsOf,
  sumsName,
  type TableAccount,
} from "./manifest";
import { refusal } from "./refusal";
import { reading } from "./session";
import { splitLines } from "./split-lines";
import { tarEnd, tarEntry } from "./tar";

/** What a backup holds; `bytes` is the length of the file. */
export type BackupReport = { file: string; bytes: number; manifest: Manifest };

/** The account of the database at the snapshot of the transaction. Throws the refusal `noSchema` for a database without migrations. */
async function takeAccount(client: pg.ClientBase, onProgress: Progress): Promise<Manifest> {
  const migrations = await appliedMigrations(client);
  const found = await readTables(client);
  if (!migrations?.length || found.length === 0) throw refusal("noSchema");
  await client.query(`LOCK TABLE ${listed(found.map(({ name }) => name))} IN ACCESS SHARE MODE`);
  const tables: TableAccount[] = [];
  for (const table of found) {
    onProgress("backup.progress.counting", tables.length, found.length);
    tables.push({ ...table, ...(await accountOf(client, table)) });
  }
  const server = await client.query<{ server_version: string }>("SHOW server_version");
  return {
    format: "atlas-backup",
    version: formatVersion,
    portal: portal.version,
    madeAt: new Date().toISOString(),
    postgresql: server.rows[0]?.server_version ?? "",
    migrations,
    tables,
    sequences: await readSequences(client),
  };
}

const linesIn = (bytes: Buffer) => {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
};

/** The archive: the account, each table in parts, and the checksums of all that. */
async function* archive(client: pg.ClientBase, manifest: Manifest, onProgress: Progress): AsyncGenerator<Buffer> {
  const modified = new Date(manifest.madeAt);
  const total = rowsOf(manifest.tables);
  const sums: string[] = [];
  const entry = (name: string, bytes: Buffer) => {
    sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${nameInSums(name)}\n`);
    return tarEntry({ name, bytes }, modified);
  };
  yield* entry(manifestName, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  let done = 0;
  for (const { name, columns, rows } of manifest.tables) {
    if (rows === 0) continue;
    const copy = client.query(copyTo(`COPY ${listed([name])} (${listed(columns)}) TO STDOUT`));
    let [parts, lines] = [0, 0];
    for await (const bytes of splitLines(copy, limits.backupEntryBytes)) {
      parts += 1;
      lines += linesIn(bytes);
      onProgress("backup.progress.writing", done + lines, total);
      yield* entry(partName(name, parts), bytes);
    }
    if (lines !== rows) throw new Error(`${name}: ${lines} rows written instead of ${rows}`);
    done += rows;
  }
  yield* tarEntry({ name: sumsName, bytes: Buffer.from(sums.join("")) }, modified);
  yield tarEnd;
}

/** Turns what the file system says into a refusal that the operator can act on. */
async function onDisk<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw refusal("notWritable", { file, code }, error);
  }
}

/** Makes the rename itself survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function writeArchive(url: string, file: string, handle: FileHandle, onProgress: Progress): Promise<Manifest> {
  const manifest = await reading(url, async (client) => {
    const account = await takeAccount(client, onProgress);
    await pipeline(archive(client, account, onProgress), createGzip(), async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) await onDisk(file, handle.appendFile(chunk));
    });
    return account;
  });
  await onDisk(file, handle.sync());
  return manifest;
}

/**
 * Writes all rows of the database, as they stand at one moment, into one file that its owner alone reads. The file is
 * there whole or not at all. Memory does not grow with the database. Throws the refusals `exists`, `notWritable` and
 * `noSchema`.
 */
export async function writeBackup(
  url: string,
  file: string,
  { force = false }: { force?: boolean } = {},
  onProgress: Progress = silent,
): Promise<BackupReport> {
  const refuseExisting = () => {
    if (!force && existsSync(file)) throw refusal("exists", { file });
  };
  refuseExisting();
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.partial`);
  const discard = () => rmSync(partial, { force: true });
  const handle = await onDisk(file, open(partial, "wx", 0o600));
  // Also when the operator interrupts the command.
  process.once("exit", discard);
  try {
    const manifest = await writeArchive(url, file, handle, onProgress);
    const { size } = await handle.stat();
    await handle.close();
    refuseExisting();
    await onDisk(file, rename(partial, file));
    await onDisk(file, syncFolder(path.dirname(file)));
    return { file, bytes: size, manifest };
  } finally {
    await handle.close();
    process.off("exit", discard);
    discard();
  }
}
