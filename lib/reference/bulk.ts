import type { Client } from "pg";
import { settle } from "@/lib/core/bulk";
import type { Progress } from "@/lib/core/progress";

/** What a load did to one table. `skipped`: rows of the data that break a rule of the database. */
export type TableReport = {
  table: string;
  inserted: number;
  updated: number;
  unchanged: number;
  skipped?: number;
  kept?: number;
};
export type ReferenceReport = TableReport[];

type Value = string | number | boolean | null | readonly string[] | readonly number[];
export type Row = Readonly<Record<string, Value>>;

type UpsertOptions = {
  /** Columns written when the row is new and left alone afterwards. */
  insertOnly?: readonly string[];
  /** Columns in which a null says nothing: what another source stored there stays. */
  fillOnly?: readonly string[];
  /** Columns set to now() when another column changes. */
  touch?: readonly string[];
  /** Number of rows, where they are made on the fly. */
  total?: number;
};

/** Small enough for a few megabytes of JSON per statement, large enough that round trips do not count. */
const batchSize = 5_000;

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

function* batches(rows: Iterable<Row>): Generator<Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * One statement that updates the rows that differ and inserts those that are missing. `INSERT … ON CONFLICT` is only the
 * guard against a writer at the same moment: tried on each row it would burn a sequence value per row and lock them all.
 */
function statement(table: string, key: readonly string[], columns: readonly string[], options: UpsertOptions): string {
  const compared = columns.filter((column) => !key.includes(column) && !options.insertOnly?.includes(column)).map(identifier);
  const on = key.map(identifier).map((column) => `stored.${column} = input.${column}`);
  const list = columns.map(identifier).join(", ");
  const filled = new Set((options.fillOnly ?? []).map(identifier));
  const given = (column: string) => (filled.has(column) ? `coalesce(input.${column}, stored.${column})` : `input.${column}`);
  const stored = compared.map((column) => `stored.${column}`).join(", ");
  const set = [
    ...compared.map((column) => `${column} = ${given(column)}`),
    ...(options.touch ?? []).map((column) => `${identifier(column)} = now()`),
  ];
  const updated = compared.length
    ? `UPDATE ${identifier(table)} AS stored SET ${set.join(", ")} FROM input
       WHERE ${on.join(" AND ")} AND (${stored}) IS DISTINCT FROM (${compared.map(given).join(", ")}) RETURNING 1`
    : "SELECT 1 WHERE false";
  return `WITH input AS MATERIALIZED (SELECT ${list} FROM json_populate_recordset(NULL::${identifier(table)}, $1::json)),
    updated AS (${updated}),
    inserted AS (
      INSERT INTO ${identifier(table)} (${list}) SELECT ${list} FROM input
      WHERE NOT EXISTS (SELECT FROM ${identifier(table)} AS stored WHERE ${on.join(" AND ")})
      ON CONFLICT (${key.map(identifier).join(", ")}) DO NOTHING RETURNING 1)
    SELECT (SELECT count(*)::int FROM inserted) AS inserted, (SELECT count(*)::int FROM updated) AS updated`;
}

/** Writes reference rows in bulk inside the caller's transaction and keeps the account of what changed. */
export class BulkWriter {
  private readonly reports = new Map<string, TableReport & { skipped: number }>();

  constructor(
    readonly client: Client,
    private readonly onProgress: Progress,
  ) {}

  private report(table: string) {
    const report = this.reports.get(table) ?? { table, inserted: 0, updated: 0, unchanged: 0, skipped: 0 };
    this.reports.set(table, report);
    return report;
  }

  /** Inserts the rows that are missing and updates those that differ; `step` is the message key told as it goes on. */
  async upsert(
    step: string,
    table: string,
    key: readonly string[],
    rows: Iterable<Row>,
    options: UpsertOptions = {},
  ): Promise<void> {
    const total = Array.isArray(rows) ? rows.length : (options.total ?? 0);
    let done = 0;
    this.onProgress(step, done, total);
    let writing: Promise<void> = Promise.resolve();
    for (const batch of batches(rows)) {
      // The next batch was made while the database wrote the last one: each has a core of its own.
      await writing;
      this.onProgress(step, done, total);
      writing = this.write(table, key, batch, options);
      done += batch.length;
    }
    await writing;
    this.onProgress(step, done, total);
  }

  private async write(table: string, key: readonly string[], batch: readonly Row[], options: UpsertOptions): Promise<void> {
    const report = this.report(table);
    const sql = statement(table, key, Object.keys(batch[0] ?? {}), options);
    const result = await this.client.query<{ inserted: number; updated: number }>(sql, [JSON.stringify(batch)]);
    const { inserted, updated } = result.rows[0] ?? { inserted: 0, updated: 0 };
    report.inserted += inserted;
    report.updated += updated;
    report.unchanged += batch.length - inserted - updated;
  }

  /** Counts rows that could not be stored. */
  skip(table: string, count: number): void {
    this.report(table).skipped += count;
  }

  /** Counts rows of which facts that a person corrected were kept against the data. */
  keep(table: string, count: number): void {
    const report = this.report(table);
    if (count > 0) report.kept = (report.kept ?? 0) + count;
  }

  /** Ids of the rows of `table` by their code: those stored, and new ones from the sequence for codes not yet there. */
  async identify(table: string, codes: Iterable<string>, stored: ReadonlyMap<string, number>): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    const missing: string[] = [];
    for (const code of codes) {
      const id = stored.get(code);
      if (id === undefined) missing.push(code);
      else ids.set(code, id);
    }
    const sequence = await this.client.query<{ id: number }>(
      "SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)",
      [table, missing.length],
    );
    for (const [index, code] of missing.entries()) {
      const id = sequence.rows[index]?.id;
      if (id !== undefined) ids.set(code, id);
    }
    return ids;
  }

  /** Same, for a table whose rows are known by a unique `code`. */
  async identifyByCode(table: string, codes: Iterable<string>): Promise<Map<string, number>> {
    const stored = await this.client.query<{ code: string; id: number }>(`SELECT code, id FROM ${identifier(table)}`);
    return this.identify(table, codes, new Map(stored.rows.map((row) => [row.code, row.id])));
  }

  /** Prepares the tables that changed for their readers. */
  async settle(): Promise<void> {
    const changed = [...this.reports.values()].filter(({ inserted, updated }) => inserted + updated > 0);
    await settle(
      this.client,
      changed.map(({ table }) => table),
    );
  }

  /** The account so far, one entry per table in the order of writing. */
  account(): ReferenceReport {
    return [...this.reports.values()].map(({ skipped, ...report }) => (skipped > 0 ? { ...report, skipped } : report));
  }
}

/** The value of a key that must be there. Throws an error that names what is missing. */
export function required<K, V>(map: ReadonlyMap<K, V>, key: K, what: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`${what} ${String(key)} is unknown`);
  return value;
}
