import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { type FactCode, factCodes } from "../facts";
import { isRuleCode, type RuleCode } from "../rules";
import { ofToday, toCheck, wholeOn } from "./condition";

/** `total`: records; `checked`: those of them with something to check. */
export type Share = { total: number; checked: number };
export type RuleCount = { rule: RuleCode; records: number };
/** A part of the atlas; `value` is what the filter of the list takes. */
export type PartShare = Share & { value: string; name: string };
export type FactShare = { fact: FactCode; stated: number; missing: number };

/** Records of the atlas, and how many should be checked, on a day (ISO). */
export async function qualityShare(day: string): Promise<Share> {
  const [row] = await db().$queryRaw<Share[]>`
    WITH ${wholeOn(day)} SELECT (SELECT count(*)::int FROM project) AS total, (SELECT count(*)::int FROM (${toCheck}) AS c) AS checked`;
  return row ?? { total: 0, checked: 0 };
}

/** Number of records that each rule concerns on a day (ISO); rules that concern none are left out. */
export async function countByRule(day: string): Promise<RuleCount[]> {
  const rows = await db().$queryRaw<{ rule: string; records: number }[]>`
    WITH ${wholeOn(day)}
    SELECT rule, count(DISTINCT project_id)::int AS records FROM quality_finding
    WHERE resolved_at IS NULL AND project_id IS NOT NULL GROUP BY rule
    UNION ALL SELECT rule, count(DISTINCT project_id)::int FROM (${ofToday}) AS of_today GROUP BY rule`;
  // Codes of another version have neither name nor list.
  return rows.flatMap(({ rule, records }) => (isRuleCode(rule) ? [{ rule, records }] : []));
}

/** How many of the records state each fact that matters: all but those with the finding that it is missing. */
export function completeness(total: number, counts: readonly RuleCount[]): FactShare[] {
  return factCodes.map((fact) => {
    const missing = counts.find(({ rule }) => rule === `no_${fact}`)?.records ?? 0;
    return { fact, stated: Math.max(0, total - missing), missing };
  });
}

type PartRow = Share & { value: string; name_fr: string; name_en: string };

const present = (rows: readonly PartRow[], locale: Locale): PartShare[] =>
  rows.map(({ name_fr, name_en, ...row }) => ({ ...row, name: inLocale(locale, name_fr, name_en) }));

/** Records by country of action; a record in two countries counts in both. */
export async function shareByCountry(day: string, locale: Locale): Promise<PartShare[]> {
  const rows = await db().$queryRaw<PartRow[]>`
    WITH ${wholeOn(day)}, checked AS MATERIALIZED (${toCheck})
    SELECT c.code AS value, c.name_fr, c.name_en, counted.total, counted.checked FROM (
      SELECT pp.country_code, count(DISTINCT pp.project_id)::int AS total, count(DISTINCT k.project_id)::int AS checked
      FROM project_place pp LEFT JOIN checked k ON k.project_id = pp.project_id GROUP BY pp.country_code) AS counted
    JOIN country c ON c.code = counted.country_code ORDER BY counted.checked DESC, counted.total DESC, c.code`;
  return present(rows, locale);
}

/** Records by source. */
export async function shareBySource(day: string, locale: Locale): Promise<PartShare[]> {
  const rows = await db().$queryRaw<PartRow[]>`
    WITH ${wholeOn(day)}, checked AS MATERIALIZED (${toCheck})
    SELECT s.code AS value, s.name_fr, s.name_en, count(*)::int AS total, count(k.project_id)::int AS checked
    FROM project p JOIN source s ON s.id = p.source_id LEFT JOIN checked k ON k.project_id = p.id
    GROUP BY s.id ORDER BY checked DESC, total DESC, s.code`;
  return present(rows, locale);
}

/** A page of the French local authorities that lead or take part in projects, most records to check first, and their number in all. */
export async function shareByAuthority(
  { day, page, size = limits.qualityRows }: { day: string; page: number; size?: number },
  locale: Locale,
): Promise<{ total: number; authorities: PartShare[] }> {
  const rows = await db().$queryRaw<(PartRow & { authorities: number })[]>`
    WITH ${wholeOn(day)}, checked AS MATERIALIZED (${toCheck}), counted AS (
      SELECT r.organisation_id, count(DISTINCT r.project_id)::int AS total, count(DISTINCT k.project_id)::int AS checked
      FROM project_organisation r
      JOIN organisation o ON o.id = r.organisation_id AND o.country_code IN (${Prisma.join([...frenchCountryCodes])})
      JOIN organisation_kind kind ON kind.code = o.kind_code AND kind.is_authority
      LEFT JOIN checked k ON k.project_id = r.project_id
      WHERE r.role_code <> 'funder' GROUP BY r.organisation_id)
    SELECT o.public_id AS value, o.name AS name_fr, coalesce(o.name_en, o.name) AS name_en, counted.total, counted.checked,
      count(*) OVER ()::int AS authorities
    FROM counted JOIN organisation o ON o.id = counted.organisation_id
    ORDER BY counted.checked DESC, counted.total DESC, o.id LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return { total: rows[0]?.authorities ?? 0, authorities: present(rows, locale) };
}
