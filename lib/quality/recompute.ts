import pg from "pg";
import { type Sql, settle } from "@/lib/core/bulk";
import { AtlasError } from "@/lib/core/errors";
import { type Progress, silent } from "@/lib/core/progress";
import { outsideOf, type PositionRow } from "./checks/positions";
import { type TextRow, textsSql } from "./checks/texts";
import { type RuleCode, rulesBy, storedRules } from "./rules";
import { recomputeStatement, severities } from "./statement";

/** Findings by rule: new, gone, still true with other details or severity, still true (updated ones included). */
export type Outcome = { added: number; removed: number; updated: number; kept: number };
export type QualityReport = { projects: number; rules: Partial<Record<RuleCode, Outcome>> };

type Judged = { rule: RuleCode; project_id: number; organisation_id: number | null; key: string; details: object };

/** Some tens of megabytes of text at a time, whatever the number of records; smaller batches plan and scan more often. */
const batchSize = 4_000;
/** Key of the advisory lock under which findings are written, to the end of the transaction: who comes later sees what came before. */
const lockKey = 7_201_002;

/**
 * Brings the stored findings up to date after a write, inside the writer's transaction: give the ids of the projects and
 * organisations that were created, changed or deleted. Findings that are true no more go; those stated by importers stay.
 */
export async function recomputeFindings(
  sql: Sql,
  changed: { projectIds: readonly number[]; organisationIds?: readonly number[] },
): Promise<QualityReport> {
  const report: QualityReport = { projects: 0, rules: {} };
  const ids = await concerned(sql, changed.projectIds, changed.organisationIds ?? []);
  for (let from = 0; from < ids.length; from += batchSize) await recomputeBatch(sql, ids.slice(from, from + batchSize), report);
  return report;
}

/** Brings findings up to date after many small writes of one transaction, for many records at a time; `settle` after the last. */
export class PendingFindings {
  #projectIds = new Set<number>();
  #organisationIds = new Set<number>();

  constructor(private readonly sql: Sql) {}

  async add(changed: { projectIds?: readonly number[]; organisationIds?: readonly number[] }): Promise<void> {
    for (const id of changed.projectIds ?? []) this.#projectIds.add(id);
    for (const id of changed.organisationIds ?? []) this.#organisationIds.add(id);
    if (this.#projectIds.size + this.#organisationIds.size >= batchSize) await this.settle();
  }

  async settle(): Promise<void> {
    const changed = { projectIds: [...this.#projectIds], organisationIds: [...this.#organisationIds] };
    this.#projectIds.clear();
    this.#organisationIds.clear();
    await recomputeFindings(this.sql, changed);
  }
}

/**
 * Recomputes the findings of every record, a batch a transaction, and removes those of rules that are no more. Throws
 * `database_unavailable` when the database does not answer.
 */
export async function recomputeAllFindings(url: string, onProgress: Progress = silent): Promise<QualityReport> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas quality" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect().catch((cause: unknown) => {
    throw new AtlasError("database_unavailable", "the database does not answer", { cause });
  });
  try {
    const report: QualityReport = { projects: 0, rules: {} };
    const counted = await client.query<{ total: number }>("SELECT count(*)::int AS total FROM project");
    const total = counted.rows[0]?.total ?? 0;
    for (let after = 0; ; ) {
      onProgress("quality.progress.projects", report.projects, total);
      const batch = await client.query<{ id: number }>("SELECT id FROM project WHERE id > $1 ORDER BY id LIMIT $2", [
        after,
        batchSize,
      ]);
      const last = batch.rows.at(-1);
      if (!last) break;
      const ids = batch.rows.map(({ id }) => id);
      await inTransaction(client, () => recomputeBatch(client, ids, report));
      after = last.id;
    }
    await client.query("DELETE FROM quality_finding WHERE import_run_id IS NULL AND NOT rule = ANY($1)", [storedRules]);
    await settle(client, ["quality_finding"]);
    return report;
  } finally {
    await client.end();
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** The projects themselves, and those that name a changed organisation, also as the successor of one that they name. */
async function concerned(sql: Sql, projectIds: readonly number[], organisationIds: readonly number[]): Promise<number[]> {
  if (organisationIds.length === 0) return [...new Set(projectIds)];
  const { rows } = await sql.query<{ id: number }>(
    `WITH changed AS (
       SELECT id FROM organisation WHERE id = ANY($2::int[]) UNION SELECT id FROM organisation WHERE successor_id = ANY($2::int[]))
     SELECT unnest($1::int[]) AS id
     UNION SELECT project_id FROM project_organisation WHERE organisation_id IN (SELECT id FROM changed)
     UNION SELECT project_id FROM funding_line WHERE funder_id IN (SELECT id FROM changed) ORDER BY 1`,
    [projectIds, organisationIds],
  );
  return rows.map(({ id }) => id);
}

async function recomputeBatch(sql: Sql, ids: number[], report: QualityReport): Promise<void> {
  await sql.query("SELECT 1 FROM (SELECT pg_advisory_xact_lock($1::bigint)) AS locked", [lockKey]);
  const texts = await judgeTexts(sql, ids);
  const positions = await readPositions(sql, ids);
  // Looked for while positions are judged, which takes as long.
  const names = judgeNames(sql, ids);
  names.catch(() => undefined);
  const judged = [...texts, ...judgePositions(positions), ...(await names)];
  const { rows } = await sql.query<{ rule: RuleCode; outcome: keyof Outcome; count: number }>(recomputeStatement, [
    ids,
    severities,
    JSON.stringify(judged),
  ]);
  report.projects += ids.length;
  for (const { rule, outcome, count } of rows) {
    report.rules[rule] ??= { added: 0, removed: 0, updated: 0, kept: 0 };
    report.rules[rule][outcome] += count;
  }
}

async function judgeTexts(sql: Sql, ids: number[]): Promise<Judged[]> {
  const checks = rulesBy("text");
  const { rows } = await sql.query<TextRow>(textsSql, [ids]);
  return rows.flatMap((text) =>
    checks.flatMap(([rule, { check }]) => {
      const details = check(text);
      const key = `${text.field} ${text.language}`;
      return details ? [{ rule, project_id: text.project_id, organisation_id: null, key, details }] : [];
    }),
  );
}

type RuledPosition = PositionRow & { rule: RuleCode };

async function readPositions(sql: Sql, ids: number[]): Promise<RuledPosition[]> {
  const all: RuledPosition[] = [];
  for (const [rule, { positions }] of rulesBy("position")) {
    const { rows } = await sql.query<PositionRow>(positions, [ids]);
    for (const row of rows) all.push({ ...row, rule });
  }
  return all;
}

function judgePositions(all: readonly RuledPosition[]): Judged[] {
  return outsideOf(all).map(({ rule, project_id, organisation_id, key, name, country }) => {
    const details = { name: name ?? "", named: name ? "yes" : "no", country };
    return { rule, project_id, organisation_id, key, details };
  });
}

async function judgeNames(sql: Sql, ids: number[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const [rule, { find }] of rulesBy("likeness"))
    for (const { project_id, organisation_id, name, candidate, candidate_id, score } of await find(sql, ids)) {
      const details = { organisation: name, candidate, candidateId: candidate_id, score };
      judged.push({ rule, project_id, organisation_id, key: "", details });
    }
  return judged;
}
