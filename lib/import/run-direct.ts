import path from "node:path";
import pg from "pg";
import { type Progress, silent } from "@/lib/core/progress";
import { recomputeFindings } from "@/lib/quality/recompute";
import { importLock } from "./apply/lock";
import { problemsOf, refusedFile } from "./apply/refusal";
import { Account, type FileReport, type ImportReport, runReport } from "./report";
import { digestOf, type ImportOptions } from "./run";
import type { DirectKind } from "./source";

/** Imports files of a kind that writes by itself, each in a transaction of its own; a dry run undoes what it wrote. */
export async function importDirectly(
  url: string,
  kind: DirectKind,
  files: readonly string[],
  options: ImportOptions,
  onProgress: Progress = silent,
): Promise<ImportReport> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas import" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const reports: FileReport[] = [];
    for (const [index, file] of files.entries()) {
      onProgress("import.progress.files", index, files.length);
      reports.push(await importFile(client, kind, file, options));
    }
    onProgress("import.progress.files", files.length, files.length);
    return runReport(kind.code, options.dryRun, reports);
  } finally {
    await client.end();
  }
}

async function importFile(client: pg.Client, kind: DirectKind, file: string, options: ImportOptions): Promise<FileReport> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [importLock]);
    const report = await applyFile(client, kind, file, options);
    await client.query(options.dryRun ? "ROLLBACK" : "COMMIT");
    return report;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    return refusedFile(path.basename(file), problemsOf(error));
  }
}

async function applyFile(
  client: pg.Client,
  kind: DirectKind,
  file: string,
  { actor, dryRun }: ImportOptions,
): Promise<FileReport> {
  const fileName = path.basename(file);
  const runs: number[] = [];
  const importRun = async (sourceCode: string) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO import_run (source_id, kind, file_name, file_sha256, actor, status)
       SELECT id, $2, $3, $4, $5, 'running' FROM source WHERE code = $1 RETURNING id`,
      [sourceCode, kind.code, fileName, await digestOf(file), actor],
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error(`source ${sourceCode} is not stored`);
    runs.push(id);
    return id;
  };
  const { counts, problems } = await kind.apply(client, file, { actor, importRun });
  await recomputeFindings(client, { projectIds: [], organisationIds: await organisationsOf(client, runs) });
  const account = new Account();
  for (const problem of problems) account.tell(problem);
  for (const outcome of ["created", "updated", "unchanged", "rejected"] as const) account.count(outcome, counts[outcome]);
  const report = account.report(fileName);
  await client.query("UPDATE import_run SET status = 'done', finished_at = now(), report = $2 WHERE id = ANY($1::int[])", [
    runs,
    JSON.stringify(runReport(kind.code, dryRun, [report])),
  ]);
  return report;
}

/** Organisations that runs changed: their projects are judged anew. */
async function organisationsOf(client: pg.Client, runs: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT DISTINCT o.id FROM revision r JOIN organisation o ON o.public_id = r.public_id
     WHERE r.entity = 'organisation' AND r.import_run_id = ANY($1::int[])`,
    [runs],
  );
  return rows.map(({ id }) => id);
}
