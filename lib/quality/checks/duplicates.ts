import type { Check } from "./select";

/** Half of the words of two titles or more: 0.6 of their union (Jaccard), measured on their slugs, which have no accents. */
const nearTitles = `(
  SELECT count(*) FILTER (WHERE titles = 2)::numeric / count(*) FROM (
    SELECT word, count(*) AS titles FROM (
      SELECT DISTINCT unnest(string_to_array(a.slug_fr, '-')) AS word UNION ALL SELECT DISTINCT unnest(string_to_array(b.slug_fr, '-'))
    ) AS words GROUP BY word) AS shared) >= 0.6`;

const year = (project: string) => `coalesce(extract(year FROM ${project}.start_on)::int, ${project}.signed_year)`;

/**
 * Pairs of records that may tell the same partnership: a French and a foreign end in common (the block, so that only few
 * records are compared whatever their number), no two different forms, and either titles that are near or, from two sources,
 * starts that are not more than a year apart as far as they are known. Each pair is one finding, of the later record; its
 * key is the public id of the other. Demo records are compared among themselves.
 */
export const duplicateCandidate: Check = `
  SELECT b.id AS project_id, NULL::int AS organisation_id, a.public_id AS key,
    jsonb_build_object('other', a.public_id) AS details
  FROM (
    SELECT DISTINCT least(mine.project_id, theirs.project_id) AS first, greatest(mine.project_id, theirs.project_id) AS second
    FROM scope s
    JOIN project_organisation mine ON mine.project_id = s.id AND mine.role_code = 'foreign_partner'
    JOIN project_organisation theirs ON theirs.organisation_id = mine.organisation_id AND theirs.role_code = 'foreign_partner'
      AND theirs.project_id <> mine.project_id
    JOIN project_organisation french ON french.project_id = s.id AND french.role_code IN ('lead_authority', 'french_partner')
    JOIN project_organisation other ON other.project_id = theirs.project_id AND other.organisation_id = french.organisation_id
      AND other.role_code IN ('lead_authority', 'french_partner')
  ) AS pair
  JOIN project a ON a.id = pair.first JOIN project b ON b.id = pair.second
  WHERE (a.origin = 'demo') = (b.origin = 'demo') AND a.multilateral = b.multilateral AND coalesce(a.form_code = b.form_code, true)
    AND ((a.source_id <> b.source_id AND coalesce(abs(${year("a")} - ${year("b")}) <= 1, true)) OR ${nearTitles})`;
