import pg, { type ClientBase } from "pg";
import type { Manifest } from "./manifest";

/** A table and the columns that are stored (generated ones are computed again). */
export type Table = { name: string; columns: string[] };

const ofSchema = `c.relnamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** `"a", "b"`: names for a statement. */
export const listed = (names: readonly string[]) => names.map((name) => pg.escapeIdentifier(name)).join(", ");

/** What a restored database makes anew (the bits of the search are as large as its rows), and what only kept pages ask for. */
const derived = [
  "kept_answers",
  "search_bits",
  "search_chunk",
  "search_counted",
  "search_loose",
  "search_turn",
  "search_value",
  "search_word_bits",
  "touched",
];

/** What opens a door for a while: nobody gets in with a backup, and who was signed in does so again. */
const transient = ["account_session", "account_link", "account_mail"];

const leftOut = [...derived, ...transient];

/** Every table of the schema in order of name, but those of the database itself (its migrations, its writes), what extensions keep, and what is left out. */
export async function readTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND c.relname <> ALL($1::text[]) AND ${ofSchema}
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [["_prisma_migrations", "data_version", ...leftOut]],
  );
  return rows;
}

/** Every sequence of the schema, but those of tables left out, with its state, which transactions do not see as a snapshot: ask after the rows. */
export async function readSequences(client: ClientBase): Promise<Manifest["sequences"]> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c WHERE c.relkind = 'S' AND c.relname <> ALL($1::text[]) AND ${ofSchema}
     ORDER BY c.relname COLLATE "C"`,
    [leftOut.map((table) => `${table}_id_seq`)],
  );
  if (names.length === 0) return [];
  const states = names.map(
    ({ name }) =>
      `SELECT ${pg.escapeLiteral(name)} AS name, last_value::text AS "lastValue", is_called AS "isCalled" FROM ${pg.escapeIdentifier(name)}`,
  );
  const { rows } = await client.query<Manifest["sequences"][number]>(states.join(" UNION ALL "));
  return rows;
}

/**
 * Number of rows of a table and a checksum that does not depend on their order: the sum of the first 64 bits of the
 * SHA-256 of each row as text. A sum, where an exclusive or would not see a row that stands there twice.
 */
export async function accountOf(client: ClientBase, { name, columns }: Table): Promise<{ rows: number; checksum: string }> {
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `SELECT count(*)::text AS rows,
       coalesce(sum(('x' || left(encode(sha256(convert_to(ROW(${listed(columns)})::text, 'UTF8')), 'hex'), 16))::bit(64)::bigint), 0)::text AS checksum
     FROM ${pg.escapeIdentifier(name)}`,
  );
  const [account] = rows;
  if (!account) throw new Error(`no account of ${name}`);
  return { rows: Number(account.rows), checksum: account.checksum };
}

/** Name of a table that holds rows, if there is one. */
export async function tableWithRows(client: ClientBase, tables: readonly Table[]): Promise<string | undefined> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`SELECT FROM ${pg.escapeIdentifier(name)} LIMIT 1`);
    if (rowCount) return name;
  }
  return undefined;
}
