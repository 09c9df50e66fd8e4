import { Prisma } from "@/lib/core/prisma-client/client";
import { type RuleCode, rules } from "../rules";
import { checksAtReading, findingsAtReading } from "../statement";

/** A rule, or `any`: something in the record should be checked (a finding that is more than a mere remark). */
export type FindingFilter = RuleCode | "any";

/** The CTEs that checks read: all projects, and a day (ISO). */
export function wholeOn(day: string): Prisma.Sql {
  return Prisma.sql`scope AS (SELECT id FROM project), today AS (SELECT ${day}::date AS day)`;
}

/** Findings that are computed now, for the day of the CTE `today`: rule, project_id, details. */
export const ofToday = Prisma.raw(findingsAtReading);

/** Those of them that say that something should be checked. */
export const checksOfToday = Prisma.raw(checksAtReading);

/** Ids of the projects with something to check; reads the CTEs of `wholeOn`. */
export const toCheck = Prisma.sql`
  SELECT project_id FROM quality_finding WHERE severity <> 'info' AND resolved_at IS NULL AND project_id IS NOT NULL
  UNION SELECT project_id FROM (${checksOfToday}) AS of_today`;

/** Condition on the project `p`: it has such a finding on a day. The one definition for lists and for the counts that lead to them. */
export function hasFinding(filter: FindingFilter, day: string): Prisma.Sql {
  if (filter === "any") return Prisma.sql`p.id IN (WITH ${wholeOn(day)} ${toCheck})`;
  const rule = rules[filter];
  if (rule.by === "reading")
    return Prisma.sql`p.id IN (WITH ${wholeOn(day)} SELECT project_id FROM (${Prisma.raw(rule.check)}) AS of_today)`;
  return Prisma.sql`p.id IN (SELECT project_id FROM quality_finding WHERE rule = ${filter} AND resolved_at IS NULL)`;
}
