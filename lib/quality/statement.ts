import { rules, rulesBy, storedRules } from "./rules";

/** Severity of each rule that is stored, as JSON. */
export const severities = JSON.stringify(Object.fromEntries(storedRules.map((code) => [code, rules[code].severity])));

const same = (a: string, b: string) =>
  `${a}.rule = ${b}.rule AND ${a}.project_id = ${b}.project_id AND coalesce(${a}.organisation_id, 0) = coalesce(${b}.organisation_id, 0) AND ${a}.key = ${b}.key`;

const found = rulesBy("sql").map(
  ([code, { check }]) => `SELECT '${code}' AS rule, project_id, organisation_id, key, details FROM (${check}) AS ${code}`,
);

/**
 * Makes the stored findings of the projects in $1 what they should be, in one statement. $2: severity by rule; $3: findings
 * that were judged outside SQL. A pair is a finding of one record with the other's public id as key: it belongs to the scope
 * by either end. Findings of importers are not touched, nor is what a person settled (`resolved_at`) while it stays true.
 */
export const recomputeStatement = `
WITH scope AS MATERIALIZED (SELECT unnest($1::int[]) AS id),
computed AS MATERIALIZED (SELECT key AS rule, value::finding_severity AS severity FROM json_each_text($2::json)),
found AS MATERIALIZED (
  ${found.join("\n  UNION ALL ")}
  UNION ALL SELECT rule, project_id, organisation_id, key, details
    FROM json_to_recordset($3::json) AS judged(rule text, project_id int, organisation_id int, key text, details jsonb)
),
stored AS MATERIALIZED (
  SELECT q.id, q.rule, q.project_id, q.organisation_id, q.key, q.details, q.severity
  FROM quality_finding q JOIN computed c ON c.rule = q.rule
  WHERE q.import_run_id IS NULL AND (q.project_id IN (SELECT id FROM scope) OR q.id IN (
    SELECT pair.id FROM quality_finding pair LEFT JOIN project other ON other.public_id = pair.key
    WHERE pair.rule = 'duplicate_candidate' AND (other.id IS NULL OR other.id IN (SELECT id FROM scope))))
),
removed AS (
  DELETE FROM quality_finding q USING stored s
  WHERE q.id = s.id AND NOT EXISTS (SELECT FROM found f WHERE ${same("f", "s")}) RETURNING q.rule
),
updated AS (
  UPDATE quality_finding q SET details = f.details, severity = c.severity
  FROM stored s JOIN found f ON ${same("f", "s")} JOIN computed c ON c.rule = s.rule
  WHERE q.id = s.id AND (s.details, s.severity) IS DISTINCT FROM (f.details, c.severity) RETURNING q.rule
),
added AS (
  INSERT INTO quality_finding (rule, severity, project_id, organisation_id, key, details)
  SELECT f.rule, c.severity, f.project_id, f.organisation_id, f.key, f.details FROM found f JOIN computed c ON c.rule = f.rule
  WHERE NOT EXISTS (SELECT FROM stored s WHERE ${same("s", "f")})
  ON CONFLICT DO NOTHING RETURNING rule
)
SELECT rule, outcome, count(*)::int AS count FROM (
  SELECT rule, 'removed' AS outcome FROM removed UNION ALL SELECT rule, 'updated' FROM updated
  UNION ALL SELECT rule, 'added' FROM added
  UNION ALL SELECT s.rule, 'kept' FROM stored s WHERE EXISTS (SELECT FROM found f WHERE ${same("f", "s")})
) AS outcomes GROUP BY rule, outcome`;

const atReading = (toCheck: boolean) =>
  rulesBy("reading")
    .filter(([, { severity }]) => !toCheck || severity !== "info")
    .map(([code, { check }]) => `SELECT '${code}' AS rule, project_id, details FROM (${check}) AS ${code}`)
    .join(" UNION ALL ");

/** Findings that are computed at each reading, as a subquery: rule, project_id, details. It reads the CTEs `scope` (projects) and `today`. */
export const findingsAtReading = atReading(false);
/** Those of them that say that something should be checked. */
export const checksAtReading = atReading(true);
