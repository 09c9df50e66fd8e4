import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { FindingSeverity } from "@/lib/core/prisma-client/enums";
import type { Locale } from "@/lib/i18n/locales";
import { isRuleCode, ruleCodes, rules } from "../rules";
import { ofToday } from "./condition";

export type Finding = {
  rule: string;
  severity: FindingSeverity;
  details: Record<string, string | number | boolean | null>;
  /** Another record that it is about. */
  record: { id: string; slug: string } | null;
};

/** What is found of a project on a day (ISO): stored findings, those computed now, and pairs told of the other record. */
export async function findingsOfProject(publicId: string, day: string, locale: Locale): Promise<Finding[]> {
  const slug = Prisma.raw(locale === "fr" ? "slug_fr" : "slug_en");
  const rows = await db().$queryRaw<Finding[]>`
    WITH scope AS (SELECT id FROM project WHERE public_id = ${publicId}), today AS (SELECT ${day}::date AS day)
    SELECT rule, severity::text AS severity, details,
      CASE WHEN other.id IS NOT NULL THEN jsonb_build_object('id', other.public_id, 'slug', other.${slug}) END AS record
    FROM (
      SELECT q.id, q.rule, q.severity, q.details FROM quality_finding q
      WHERE q.project_id = (SELECT id FROM scope) AND q.resolved_at IS NULL
      UNION ALL
      SELECT q.id, q.rule, q.severity, jsonb_build_object('other', later.public_id)
      FROM quality_finding q JOIN project later ON later.id = q.project_id
      WHERE q.rule = 'duplicate_candidate' AND q.key = ${publicId} AND q.resolved_at IS NULL
      UNION ALL
      SELECT 0, rule, 'warning', details FROM (${ofToday}) AS of_today
    ) AS found LEFT JOIN project other ON other.public_id = found.details->>'other' ORDER BY found.id`;
  const findings = rows.map((row) => ({ ...row, severity: isRuleCode(row.rule) ? rules[row.rule].severity : row.severity }));
  // Codes of another version have no message and no rank.
  const rank = ({ rule }: Finding) => (isRuleCode(rule) ? ruleCodes.indexOf(rule) : ruleCodes.length);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
