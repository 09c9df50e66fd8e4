import { db } from "@/lib/core/db";
import type { FindingSeverity } from "@/lib/core/prisma-client/enums";
import { isRuleCode, ruleCodes, rules } from "../rules";
import { ofToday } from "./condition";

export type Finding = {
  rule: string;
  severity: FindingSeverity;
  details: Record<string, string | number | boolean | null>;
};

/** What is found of a project on a day (ISO): stored findings, those that depend on the day, and pairs told of the other record. */
export async function findingsOfProject(publicId: string, day: string): Promise<Finding[]> {
  const rows = await db().$queryRaw<Finding[]>`
    WITH scope AS (SELECT id FROM project WHERE public_id = ${publicId}), today AS (SELECT ${day}::date AS day)
    SELECT rule, severity::text AS severity, details FROM (
      SELECT q.id, q.rule, q.severity, q.details FROM quality_finding q
      WHERE q.project_id = (SELECT id FROM scope) AND q.resolved_at IS NULL
      UNION ALL
      SELECT q.id, q.rule, q.severity, jsonb_build_object('other', later.public_id)
      FROM quality_finding q JOIN project later ON later.id = q.project_id
      WHERE q.rule = 'duplicate_candidate' AND q.key = ${publicId} AND q.resolved_at IS NULL
      UNION ALL
      SELECT 0, rule, 'warning', details FROM (${ofToday}) AS of_today
    ) AS found ORDER BY id`;
  const findings = rows.map((row) => ({ ...row, severity: isRuleCode(row.rule) ? rules[row.rule].severity : row.severity }));
  // Codes of another version have no message and no rank.
  const rank = ({ rule }: Finding) => (isRuleCode(rule) ? ruleCodes.indexOf(rule) : ruleCodes.length);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
