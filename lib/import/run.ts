import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { Writer } from "@/lib/core/bulk";
import { connectOnce, type DatabaseReader, type SoleConnection, type Transaction } from "@/lib/core/db";
import { type Progress, silent } from "@/lib/core/progress";
import { PendingFindings } from "@/lib/quality/recompute";
import { PendingRows } from "@/lib/search/pending-rows";
import { ImportRun } from "./apply/import-run";
import { importLock } from "./apply/lock";
import { problemsOf, refusedFile } from "./apply/refusal";
import { completeLookups, type Lookups, loadLookups } from "./match/lookups";
import { Account, type FileReport, type ImportReport, runReport } from "./report";
import type { AnyRecord, ImportKind } from "./source";

/** A file is one transaction: the largest takes minutes. */
const statementTimeoutMs = 10 * 60_000;
const transactionTimeoutMs = 24 * 3_600_000;
const limit = { maxWait: statementTimeoutMs, timeout: transactionTimeoutMs };
/** A few megabytes of JSON per statement: memory stays flat whatever the size of the file. */
const recordsPerBatch = 500;

export type ImportOptions = { dryRun: boolean; actor: string };

/** What a run keeps between files; `marker` is the last import that it knows of. */
type State<Memory> = { lookups: Lookups; memory: Memory; marker: number };
type Run<Memory, Read extends AnyRecord> = ImportOptions & {
  kind: ImportKind<Memory, Read>;
  state: State<Memory> | null;
  onProgress: Progress;
};

/**
 * Imports files of one kind, each in a transaction of its own: whole, or not at all. Importing a file twice changes nothing; a
 * changed record makes a revision. Throws when the database does not answer or holds no reference data.
 */
export async function importFiles<Memory, Read extends AnyRecord>(
  url: string,
  kind: ImportKind<Memory, Read>,
  files: readonly string[],
  options: ImportOptions,
  onProgress: Progress = silent,
): Promise<ImportReport> {
  const connection = connectOnce(url, { statementTimeoutMs });
  try {
    const run: Run<Memory, Read> = { ...options, kind, state: null, onProgress };
    const reports: FileReport[] = [];
    for (const [index, file] of files.entries()) {
      if (files.length > 1) onProgress("import.progress.files", index, files.length);
      reports.push(await importFile(connection, file, run));
    }
    if (files.length > 1) onProgress("import.progress.files", files.length, files.length);
    return runReport(kind.code, options.dryRun, reports);
  } finally {
    await connection.close();
  }
}

async function importFile<Memory, Read extends AnyRecord>(
  connection: SoleConnection,
  file: string,
  run: Run<Memory, Read>,
): Promise<FileReport> {
  const fileName = path.basename(file);
  let importRun: ImportRun | null = null;
  try {
    return await connection.transaction(async (tx) => {
      await tx.sql.query("SELECT pg_advisory_xact_lock($1::bigint)", [importLock]);
      await run.kind.storeSource?.(tx.db);
      const state = await currentState(tx.db, run);
      const given = { kind: run.kind.code, fileName, actor: run.actor, sourceId: state.lookups.sourceId };
      importRun = new ImportRun(tx.db, given, () => digestOf(file));
      const report = await applyFile(tx, file, { ...run, state, importRun });
      if (run.dryRun) throw new Undo(report);
      return report;
    }, limit);
  } catch (error) {
    if (error instanceof Undo) return error.report;
    // What the transaction made is gone: the entries that point to it must go, too.
    if ((importRun as ImportRun | null)?.isRecorded) run.state = null;
    return refusedFile(fileName, problemsOf(error));
  }
}

type FileRun<Memory, Read extends AnyRecord> = Run<Memory, Read> & { state: State<Memory>; importRun: ImportRun };

async function applyFile<Memory, Read extends AnyRecord>(
  tx: Transaction,
  file: string,
  run: FileRun<Memory, Read>,
): Promise<FileReport> {
  const { kind, dryRun, onProgress, state, importRun } = run;
  const account = new Account();
  await tx.sql.query("CREATE TEMP TABLE imported_key (source_key text PRIMARY KEY) ON COMMIT DROP");
  const input = { file, lookups: state.lookups, tx, memory: state.memory, tell: account.tell.bind(account) };
  const writer = new Writer(tx.sql);
  const [findings, searched] = [new PendingFindings(tx.sql), new PendingRows(writer)];
  const target = { account, dryRun, sourceId: state.lookups.sourceId, importRun, writer, findings, searched };
  let publicId: string | null = null;
  for await (const batch of batchesOf(kind.records(input))) {
    const applied = await kind.apply(tx, state.lookups, batch, target);
    for (const [index, record] of batch.entries()) kind.applied?.(state.memory, record, applied[index] ?? null);
    publicId = applied[0]?.identity?.publicId ?? null;
    if (account.records.read > 1) onProgress("import.progress.records", account.records.read, 0);
  }
  await writer.done();
  await findings.settle();
  const report = account.report(path.basename(file), { publicId: account.records.read === 1 ? publicId : null });
  const written = await importRun.finish(runReport(kind.code, false, [report]));
  if (written !== null) state.marker = written;
  return report;
}

async function* batchesOf<Read>(records: AsyncIterable<Read>): AsyncGenerator<Read[]> {
  let batch: Read[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < recordsPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Lookups and memory, loaded on first use and completed with what other imports wrote since. */
async function currentState<Memory, Read extends AnyRecord>(db: DatabaseReader, run: Run<Memory, Read>): Promise<State<Memory>> {
  const last = await db.importRun.findFirst({ select: { id: true }, orderBy: { id: "desc" } });
  const marker = last?.id ?? 0;
  if (!run.state) {
    const lookups = await loadLookups(db, run.kind.sourceCode);
    run.state = { lookups, memory: await run.kind.remember(db, lookups), marker };
  } else if (run.state.marker !== marker) {
    await completeLookups(db, run.state.lookups, run.state.marker);
    await run.kind.recall?.(db, run.state.memory, run.state.lookups, run.state.marker);
    run.state.marker = marker;
  }
  return run.state;
}

/** Ends the transaction of a dry run: nothing stays of it. */
class Undo extends Error {
  constructor(readonly report: FileReport) {
    super("dry run");
  }
}

/** SHA-256 of the bytes of a file, in hexadecimal. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
