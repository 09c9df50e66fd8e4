import pg from "pg";

type Value = string | number | boolean | null;

/** Inserts one row and returns it. Names of tables and columns come from the test's code, values are parameters. */
export async function insertRow<Row extends pg.QueryResultRow = { id: number; public_id: string }>(
  sql: pg.ClientBase,
  table: string,
  values: Record<string, Value>,
): Promise<Row> {
  const columns = Object.keys(values);
  const statement = `INSERT INTO ${pg.escapeIdentifier(table)} (${columns.map((name) => pg.escapeIdentifier(name)).join(", ")})
    VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")}) RETURNING *`;
  const { rows } = await sql.query<Row>(statement, Object.values(values));
  const [row] = rows;
  if (!row) throw new Error(`no row inserted into ${table}`);
  return row;
}

/** The single value of a query that must find one row. */
export async function singleValue<T>(sql: pg.ClientBase, statement: string, parameters: Value[] = []): Promise<T> {
  const { rows } = await sql.query<{ value: T }>(statement, parameters);
  const [row] = rows;
  if (!row) throw new Error(`nothing found: ${statement} ${parameters.join(", ")}`);
  return row.value;
}
