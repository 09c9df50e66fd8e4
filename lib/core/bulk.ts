import pg from "pg";
import type { DatabaseReader } from "./db";

/** What runs SQL: a `pg` client as it is, or a transaction of the query client through `sqlOf`. */
export type Sql = { query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: T[] }> };

export type BulkRow = Readonly<Record<string, unknown>>;

const quoted = (name: string) => pg.escapeIdentifier(name);

/** Runs SQL inside a Prisma transaction. */
export function sqlOf(db: DatabaseReader): Sql {
  return {
    query: async <T>(text: string, values: unknown[] = []) => ({ rows: await db.$queryRawUnsafe<T[]>(text, ...values) }),
  };
}

/**
 * Inserts rows by one statement: the columns of the first row, in the types of the table. Columns left out take the table's
 * default. What rows refer to is looked for once for all where the database can (`insert_rows`). Returns the number of rows.
 */
export async function insertRows(sql: Sql, table: string, rows: readonly BulkRow[]): Promise<number> {
  if (rows.length > 0) await sql.query(insertion, inserted(table, rows));
  return rows.length;
}

const insertion = "SELECT insert_rows($1::regclass, $2::text[], $3::json)";
const inserted = (table: string, rows: readonly BulkRow[]) => [quoted(table), Object.keys(rows[0] ?? {}), JSON.stringify(rows)];

/** Updates rows by their id: the columns of the first row but `id`. */
export async function updateRows(sql: Sql, table: string, rows: readonly BulkRow[]): Promise<void> {
  if (rows.length > 0) await sql.query(replacement(table, rows), [JSON.stringify(rows)]);
}

function replacement(table: string, rows: readonly BulkRow[]): string {
  const set = Object.keys(rows[0] ?? {})
    .filter((name) => name !== "id")
    .map((name) => `${quoted(name)} = input.${quoted(name)}`);
  return `UPDATE ${quoted(table)} AS stored SET ${set.join(", ")}
    FROM json_populate_recordset(NULL::${quoted(table)}, $1::json) AS input WHERE stored.id = input.id`;
}

/**
 * Statements sent one after the other without waiting for their answers: the connection keeps their order, and PostgreSQL
 * works on while the next are made. Await `done` before the transaction ends; it throws what the first failure was.
 */
export class Writer {
  #sent: Promise<unknown>[] = [];
  #kept: (() => void)[] = [];

  constructor(private readonly sql: Sql) {}

  run(text: string, values: unknown[]): void {
    const answer = this.sql.query(text, values);
    // Told by `done`; until then nobody waits for it.
    answer.catch(() => undefined);
    this.#sent.push(answer);
  }

  /** As `insertRows`. */
  insert(table: string, rows: readonly BulkRow[]): void {
    if (rows.length > 0) this.run(insertion, inserted(table, rows));
  }

  /**
   * As `insert`, but not before `sendKept`, or `done`. For rows that nothing of this transaction reads: the database writes them in a
   * time in which it would have to wait.
   */
  keep(table: string, rows: readonly BulkRow[]): void {
    this.#kept.push(() => this.insert(table, rows));
  }

  /** Sends what was kept. */
  sendKept(): void {
    for (const send of this.#kept.splice(0)) send();
  }

  /** As `updateRows`. */
  update(table: string, rows: readonly BulkRow[]): void {
    if (rows.length > 0) this.run(replacement(table, rows), [JSON.stringify(rows)]);
  }

  async done(): Promise<void> {
    this.sendKept();
    const sent = this.#sent;
    this.#sent = [];
    await Promise.all(sent);
  }
}

/** Takes `count` ids from the sequence of a table, so that rows that refer to each other go in without reading back. */
export async function takeIds(sql: Sql, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const result = await sql.query<{ id: number }>(
    `WITH own AS MATERIALIZED (SELECT pg_get_serial_sequence($1, 'id')::regclass AS name)
     SELECT nextval(name)::int AS id FROM own, generate_series(1, $2::int)`,
    [table, count],
  );
  return result.rows.map((row) => row.id);
}

const letters = { organisation: "o", project: "p" } as const;

/** Takes ids and public ids for new rows, so that what is written of them needs no answer. */
export async function takeIdentities(
  sql: Sql,
  table: keyof typeof letters,
  count: number,
): Promise<{ id: number; publicId: string }[]> {
  if (count === 0) return [];
  const { rows } = await sql.query<{ id: number; publicId: string }>(
    `WITH own AS MATERIALIZED (SELECT pg_get_serial_sequence($1, 'id')::regclass AS name)
     SELECT nextval(name)::int AS id, next_public_id($2) AS "publicId" FROM own, generate_series(1, $3::int)`,
    [table, letters[table], count],
  );
  return rows;
}

/**
 * Prepares tables for their readers after a bulk write: statistics, since the planner must not guess on a table that was empty a
 * moment ago, and the entries that wait to be put in an index of words, which every search would read whole.
 */
export async function settle(sql: Sql, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  await sql.query(`ANALYZE ${tables.map(quoted).join(", ")}`);
  await sql.query(
    `SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_am m ON m.oid = c.relam
     WHERE m.amname = 'gin' AND i.indrelid = ANY(SELECT quote_ident(name)::regclass FROM unnest($1::text[]) AS name)`,
    [tables],
  );
}
