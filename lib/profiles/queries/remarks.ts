import { Prisma } from "@/lib/core/prisma-client/client";
import type { Rows } from "@/lib/core/rows";
import { checksOfToday } from "@/lib/quality/queries/condition";
import { isRuleCode, type RuleCode, rules } from "@/lib/quality/rules";
import { filterCondition, searched } from "@/lib/search/conditions";
import { type ProjectQuery, withOnly } from "@/lib/search/params";

/** Projects of a subject with something to check by one rule. */
export type Remark = { rule: RuleCode; projects: number; query: ProjectQuery };

/** Remarks told: the rest is on the page of data quality. */
const most = 5;

/**
 * What should be checked in the projects that a query finds, on a day (ISO), most projects first; mere hints are left out. The
 * rules read these projects under the name of the table: each would look through all of them otherwise.
 */
export async function readRemarks(query: ProjectQuery, day: string, rowsOf: Rows): Promise<Remark[]> {
  const rows = await rowsOf<{ rule: string; projects: number }>(Prisma.sql`
    WITH project AS MATERIALIZED (SELECT p.* FROM ${searched} WHERE ${filterCondition(query)}),
    scope AS (SELECT id FROM project), today AS (SELECT ${day}::date AS day)
    SELECT rule, count(DISTINCT project_id)::int AS projects FROM (
      SELECT rule, project_id FROM (${checksOfToday}) AS of_today
      UNION ALL SELECT rule, project_id FROM quality_finding
        WHERE resolved_at IS NULL AND severity <> 'info' AND project_id IN (SELECT id FROM scope)) AS found
    GROUP BY rule ORDER BY projects DESC, rule`);
  const told = rows.flatMap(({ rule, projects }) =>
    isRuleCode(rule) && rules[rule].severity !== "info" ? [{ rule, projects, query: withOnly(query, "finding", rule) }] : [],
  );
  return told.slice(0, most);
}
