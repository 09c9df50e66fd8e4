import type { Sql } from "@/lib/core/bulk";

/** Trigrams that two names share, of those that either has: beyond this, a person should look. */
const similarNames = 0.7;

/** An organisation that takes part in a project, and the older one whose name its own resembles most. `score`: percent. */
export type LikeNames = {
  project_id: number;
  organisation_id: number;
  name: string;
  candidate: string;
  candidate_id: string;
  score: number;
};

/** Towns with a GeoNames number are not meant: places of like names are many. */
const importedSql = `
  SELECT DISTINCT r.project_id, r.organisation_id
  FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
  WHERE r.project_id = ANY($1::int[]) AND o.origin = 'imported' AND o.place_id IS NULL`;

/** Of the organisations in $1, the older one of the country that each resembles. Only older ones: a pair is one finding. */
const likestSql = `
  SELECT o.id AS organisation_id, o.name, older.name AS candidate, older.public_id AS candidate_id,
    round(100 * older.score::numeric)::int AS score
  FROM unnest($1::int[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT o.id, o.name, o.country_code, a.normalised
      FROM organisation o JOIN organisation_alias a ON a.organisation_id = o.id AND a.name = o.name
      WHERE o.id = wanted.id OFFSET 0) AS o
    CROSS JOIN LATERAL (
      SELECT other.public_id, other.name, similarity(b.normalised, o.normalised) AS score
      FROM organisation_alias b CROSS JOIN LATERAL (
        SELECT id, public_id, name FROM organisation
        WHERE id = b.organisation_id AND id < o.id AND origin <> 'demo' AND country_code IS NOT DISTINCT FROM o.country_code
        OFFSET 0) AS other
      WHERE b.normalised % o.normalised
      ORDER BY score DESC, other.id LIMIT 1) AS older
  WHERE older.score >= ${similarNames}`;

/**
 * Organisations of projects that an import made and whose name resembles that of an older one of their country, inside the
 * caller's transaction. OFFSET 0 fixes the order of the joins: the planner expects hundreds of like names where there is one.
 */
export async function findLikeNames(sql: Sql, projectIds: readonly number[]): Promise<LikeNames[]> {
  // Names written a moment ago wait in a list that every look reads whole, and for which the planner gives the index up.
  await sql.query("SELECT gin_clean_pending_list('organisation_alias_normalised_trgm_idx')");
  const imported = await sql.query<{ project_id: number; organisation_id: number }>(importedSql, [projectIds]);
  if (imported.rows.length === 0) return [];
  const ids = [...new Set(imported.rows.map(({ organisation_id }) => organisation_id))];
  // The operator % reads its threshold here; the index is used for nothing less alike.
  await sql.query("SELECT set_config('pg_trgm.similarity_threshold', $1, true)", [String(similarNames)]);
  const { rows } = await sql.query<Omit<LikeNames, "project_id">>(likestSql, [ids]);
  const likest = new Map(rows.map((row) => [row.organisation_id, row]));
  return imported.rows.flatMap(({ project_id, organisation_id }) => {
    const found = likest.get(organisation_id);
    return found ? [{ project_id, ...found }] : [];
  });
}
