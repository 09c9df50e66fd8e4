import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import type { OrganisationSubject } from "@/lib/profiles/schema";
import { foreignRoles, frenchRoles, takingPart } from "@/lib/search/conditions";
import { queryFor } from "@/lib/search/params";
import { type BodyRow, bodyColumns, latestOf, presentBodies, type SimilarBody } from "./bodies";

const { sql } = Prisma;

/**
 * Candidates are the partners in the latest projects of the same country and themes (found by bits), and in the latest projects of
 * the French bodies that work with the partner, so many at most: those of its country and kind are compared.
 */
const statement = (bodies: readonly string[]) => sql`
  WITH self AS MATERIALIZED (SELECT id, country_code, kind_code FROM organisation WHERE public_id = ANY(${[...bodies]}::text[])),
  mine AS MATERIALIZED (SELECT DISTINCT latest.project_id FROM self CROSS JOIN ${latestOf(sql`self.id`, foreignRoles)} AS latest),
  own AS MATERIALIZED (
    SELECT DISTINCT token FROM mine JOIN search_row r ON r.project_id = mine.project_id CROSS JOIN unnest(r.tokens) AS token
    WHERE starts_with(token, 'theme:') AND token <> 'theme:none'),
  french AS MATERIALIZED (
    SELECT r.organisation_id AS id FROM mine CROSS JOIN ${takingPart(sql`mine.project_id`, frenchRoles)} AS r
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${limits.similarBodies}),
  asked AS MATERIALIZED (
    SELECT jsonb_build_array(
      jsonb_build_object('facet', 'country', 'held', jsonb_build_object('oneOf', jsonb_build_array('country:' || (SELECT min(country_code) FROM self)))),
      jsonb_build_object('facet', 'theme', 'held', jsonb_build_object('oneOf', jsonb_agg(token)))) AS parts FROM own HAVING count(*) > 0),
  near AS MATERIALIZED (
    (SELECT id AS project_id FROM asked CROSS JOIN LATERAL unnest(search_ids(search_hits(parts, ${today()}::date))) AS id
      ORDER BY id DESC LIMIT ${limits.similarNear})
    UNION SELECT latest.project_id FROM french CROSS JOIN ${latestOf(sql`french.id`, frenchRoles)} AS latest),
  there AS MATERIALIZED (
    SELECT DISTINCT o.id, near.project_id FROM near CROSS JOIN ${takingPart(sql`near.project_id`, foreignRoles)} AS r
    JOIN organisation o ON o.id = r.organisation_id AND o.public_id <> ALL(${[...bodies]}::text[])
      AND (o.country_code, o.kind_code) IN (SELECT country_code, kind_code FROM self)),
  shared AS MATERIALIZED (
    SELECT DISTINCT there.id, r.organisation_id FROM there CROSS JOIN ${takingPart(sql`there.project_id`, frenchRoles)} AS r
    WHERE r.organisation_id IN (SELECT id FROM french)),
  compared AS MATERIALIZED (
    SELECT there.id,
      ARRAY(SELECT DISTINCT split_part(token, ':', 2) FROM unnest(array_agg(there.project_id)) AS p(id) JOIN search_row r ON r.project_id = p.id
        CROSS JOIN unnest(r.tokens) AS token WHERE starts_with(token, 'theme:') AND token IN (SELECT token FROM own)) AS themes,
      ARRAY(SELECT b.public_id FROM shared JOIN organisation b ON b.id = shared.organisation_id
        WHERE shared.id = there.id ORDER BY b.name, b.id) AS bodies
    FROM there GROUP BY there.id)
  SELECT ${bodyColumns}, ARRAY[o.country_code::text] AS countries, c.themes, c.bodies, NULL::int AS own, NULL::int AS other
  FROM compared c JOIN organisation o ON o.id = c.id JOIN organisation_kind k ON k.code = o.kind_code
  WHERE cardinality(c.bodies) + cardinality(c.themes) > 0
  ORDER BY 2 * cardinality(c.bodies) + least(cardinality(c.themes), 3) DESC, o.name, c.id LIMIT ${limits.similarShown}`;

/** Partners of the same country and kind that share a French authority or a theme with a foreign one, the likest first. */
export async function similarPartners(subject: OrganisationSubject, locale: Locale): Promise<SimilarBody[]> {
  if (subject.country === null) return [];
  const rows = await db().$queryRaw<BodyRow[]>`${statement([subject.key, ...subject.predecessors])}`;
  return presentBodies(rows, ({ publicId }) => queryFor("organisation", publicId), locale);
}
