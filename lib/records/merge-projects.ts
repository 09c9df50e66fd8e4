import { sqlOf, updateRows } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import { columnsOfFacts, type PublicFacts } from "@/lib/import/apply/facts";
import { factsOf } from "./facts";
import type { KnownRecord } from "./record";

/** $1: the project that is kept, $2: the other. What the one that is kept lacks, after what it has. */
const additions = {
  texts: `INSERT INTO project_text (project_id, field, language, body, status)
    SELECT $1, t.field, t.language, t.body, t.status FROM project_text t
    JOIN project k ON k.id = $1 JOIN project o ON o.id = $2 AND o.language = k.language
    WHERE t.project_id = $2 AND t.field <> 'title'
      AND NOT EXISTS (SELECT FROM project_text mine WHERE mine.project_id = $1 AND mine.field = t.field)`,
  places: `INSERT INTO project_place (project_id, position, country_code, name, latitude, longitude, coordinate_precision)
    SELECT $1, (SELECT coalesce(max(position) + 1, 0) FROM project_place WHERE project_id = $1) + row_number() OVER (ORDER BY p.position) - 1,
      p.country_code, p.name, p.latitude, p.longitude, p.coordinate_precision
    FROM project_place p WHERE p.project_id = $2 AND NOT EXISTS (
      SELECT FROM project_place mine WHERE mine.project_id = $1 AND mine.country_code = p.country_code
        AND (p.name IS NULL OR lower(mine.name) = lower(p.name) OR (mine.latitude, mine.longitude) = (p.latitude, p.longitude)))`,
  organisations: `INSERT INTO project_organisation (project_id, organisation_id, role_code, position)
    SELECT $1, r.organisation_id, r.role_code,
      (SELECT coalesce(max(position) + 1, 0) FROM project_organisation WHERE project_id = $1) + row_number() OVER (ORDER BY r.position) - 1
    FROM project_organisation r WHERE r.project_id = $2 ON CONFLICT DO NOTHING`,
  // Shares of one record and those of another do not add up to anything.
  themes: `INSERT INTO project_theme (project_id, theme_id, rank, percentage)
    SELECT $1, t.theme_id, coalesce(mine.last + 1, 0) + row_number() OVER (ORDER BY t.rank) - 1,
      CASE WHEN mine.last IS NULL THEN t.percentage END
    FROM project_theme t CROSS JOIN (SELECT max(rank) AS last FROM project_theme WHERE project_id = $1) AS mine
    WHERE t.project_id = $2 AND NOT EXISTS (SELECT FROM project_theme m WHERE m.project_id = $1 AND m.theme_id = t.theme_id)`,
  news: `INSERT INTO news_project (news_item_id, project_id)
    SELECT news_item_id, $1 FROM news_project WHERE project_id = $2 ON CONFLICT DO NOTHING`,
  contacts: "UPDATE contact SET project_id = $1 WHERE project_id = $2",
  volunteers: "UPDATE volunteer SET project_id = $1 WHERE project_id = $2",
} as const;

const funding = `UPDATE funding_line SET project_id = $1,
    position = position + (SELECT coalesce(max(position) + 1, 0) FROM funding_line WHERE project_id = $1)
  WHERE project_id = $2 AND ($3 OR NOT EXISTS (SELECT FROM funding_line WHERE project_id = $1))`;

/** Moves what belongs to a project to the one that is kept, and removes it. Returns the rows that were moved, by list. */
export async function mergeProject(
  tx: DatabaseReader,
  keep: KnownRecord,
  other: KnownRecord,
  options: { funding: boolean },
): Promise<Record<string, number>> {
  const held = await factsOf(tx, keep);
  const offered = await factsOf(tx, other);
  const moved: Record<string, number> = {};
  for (const [name, sql] of Object.entries(additions)) moved[name] = await tx.$executeRawUnsafe(sql, keep.id, other.id);
  moved.funding = await tx.$executeRawUnsafe(funding, keep.id, other.id, options.funding);
  await tx.projectSourceKey.updateMany({ where: { projectId: other.id }, data: { projectId: keep.id } });
  // A pair with a record that is gone is none.
  await tx.qualityFinding.deleteMany({ where: { rule: "duplicate_candidate", key: other.publicId } });
  const { sourceId, sourceKey, legacyId } = await tx.project.delete({ where: { id: other.id } });
  // The number may be that of a record which was merged into this one before: its own key has it.
  const isKnown = legacyId !== null && (await tx.projectSourceKey.count({ where: { legacyId } })) > 0;
  const key = { sourceId, sourceKey, legacyId: isKnown ? null : legacyId };
  await tx.projectSourceKey.create({ data: { ...key, projectId: keep.id } });
  const facts = completed(held, offered);
  // Inside one source the number is the identity of a record: that of the merged one stays with its key.
  if (keep.sourceId === sourceId) facts.legacyId = held.legacyId ?? null;
  await updateRows(sqlOf(tx), "project", [{ id: keep.id, ...columnsOfFacts(facts), updated_at: new Date() }]);
  return moved;
}

const scalars = [
  ...["legacyId", "form", "declaredStatus", "signedYear", "threeYearFunding", "communicationInFrance"],
  ...["communicationAbroad", "evaluation", "sourceUrl"],
] as const;

/** What the record that is kept does not state, as the other does; of two confirmations the later. */
function completed(held: PublicFacts, offered: PublicFacts): PublicFacts {
  const facts = { ...held };
  for (const field of scalars) facts[field] ??= offered[field] ?? null;
  const start = String(facts.start ?? offered.start ?? "");
  const end = String(facts.end ?? offered.end ?? "");
  // An end of one record before the start of the other cannot be both true; a year alone is its first day.
  if (start === "" || end === "" || firstDay(start) <= firstDay(end))
    Object.assign(facts, { start: start || null, end: end || null });
  const confirmed = [held.lastConfirmedOn, offered.lastConfirmedOn].filter((day) => typeof day === "string").sort();
  facts.lastConfirmedOn = confirmed.at(-1) ?? null;
  return facts;
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}
