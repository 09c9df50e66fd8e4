/**
 * SQL of a check: findings about the projects of the CTE `scope` (one column, `id`), as columns project_id, organisation_id,
 * key and details. A check that depends on the day reads it from the CTE `today` (one row, one column, `day`).
 */
export type Check = string;

type Parts = {
  /** What follows `FROM scope s JOIN project p`: further joins. */
  from?: string;
  where: string;
  /** Pairs of name and SQL value: what the sentence of the finding says. */
  details?: Readonly<Record<string, string>>;
  organisation?: string;
  key?: string;
};

/** A check whose subject is each project `p` of the scope that fulfils a condition. */
export function ofProjects({ from = "", where, details = {}, organisation = "NULL", key = "''" }: Parts): Check {
  const pairs = Object.entries(details).map(([name, value]) => `'${name}', ${value}`);
  // A project comes once where nothing is joined to it.
  return `SELECT ${from === "" ? "" : "DISTINCT "}p.id AS project_id, (${organisation})::int AS organisation_id, (${key})::text AS key,
    jsonb_build_object(${pairs.join(", ")}) AS details
    FROM scope s JOIN project p ON p.id = s.id ${from} WHERE ${where}`;
}

/** ISO date of a column as precise as it is known: 2018, 2018-03, 2018-03-31. */
export function preciseDate(column: "start" | "end"): string {
  return `left(p.${column}_on::text, CASE p.${column}_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)`;
}
