import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { summariesOf } from "@/lib/projects/queries/list";
import type { ProjectSummary } from "@/lib/projects/schema";
import { foreignRoles, frenchRoles } from "@/lib/search/conditions";
import type { Reasons } from "../schema";
import { type Found, nameReasons } from "./names";

export type SimilarProject = { project: ProjectSummary; reasons: Reasons };

const { sql } = Prisma;
const taking = [...frenchRoles, ...foreignRoles];
/** Actions in France are in the same country as all others there: that says nothing. */
const athome = [...frenchCountryCodes, "none"].map((code) => `country:${code}`);

/** The authority of a project whose population stands for its size: the first that is stated. */
const sizeOf = (project: Prisma.Sql) => sql`LATERAL (
  SELECT t.id, t.level, t.population FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
  JOIN territory t ON t.id = o.territory_id AND t.population > 0
  WHERE r.project_id = ${project} AND r.role_code = ANY(${[...frenchRoles]}::text[]) ORDER BY r.position, t.id LIMIT 1)`;

/**
 * Candidates are the latest projects of the bodies that take part, and the latest with one of the countries and of the themes
 * (of the countries alone where no theme is stated): found by an index and by bits, so many at most. Each is then compared.
 */
const statement = (publicId: string, count: number) => sql`
  WITH self AS MATERIALIZED (
    SELECT r.project_id AS id, r.tokens FROM project p JOIN search_row r ON r.project_id = p.id WHERE p.public_id = ${publicId}),
  own AS MATERIALIZED (
    SELECT split_part(token, ':', 1) AS facet, split_part(token, ':', 2) AS value, token FROM self CROSS JOIN unnest(self.tokens) AS token
    WHERE (starts_with(token, 'country:') OR starts_with(token, 'theme:')) AND token <> ALL(${[...athome, "theme:none"]}::text[])),
  body AS MATERIALIZED (
    SELECT r.organisation_id AS id FROM self JOIN project_organisation r ON r.project_id = self.id AND r.role_code = ANY(${taking}::text[])
    GROUP BY 1 ORDER BY min(r.position), 1 LIMIT ${limits.similarBodies}),
  asked AS MATERIALIZED (
    SELECT jsonb_agg(jsonb_build_object('facet', facet, 'held', jsonb_build_object('oneOf', tokens))) AS parts, bool_or(facet = 'country') AS abroad
    FROM (SELECT facet, jsonb_agg(token) AS tokens FROM own WHERE facet = 'country' OR strpos(value, '.') = 0 GROUP BY facet) AS by_facet),
  near AS MATERIALIZED (
    (SELECT id FROM asked CROSS JOIN LATERAL unnest(CASE WHEN abroad THEN search_ids(search_hits(parts, ${today()}::date)) ELSE '{}' END) AS id
      ORDER BY id DESC LIMIT ${limits.similarNear})
    UNION SELECT latest.project_id FROM body CROSS JOIN LATERAL (
      SELECT r.project_id FROM project_organisation r WHERE r.organisation_id = body.id AND r.role_code = ANY(${taking}::text[])
      ORDER BY r.project_id DESC LIMIT ${limits.similarPerBody}) AS latest),
  compared AS (
    SELECT r.project_id AS id, r.updated_at, mine.id AS own_land, theirs.id AS other_land,
      abs(ln(theirs.population::float8 / mine.population)) AS apart,
      ARRAY(SELECT value FROM own WHERE facet = 'theme' AND token = ANY(r.tokens) ORDER BY value) AS themes,
      ARRAY(SELECT value FROM own WHERE facet = 'country' AND token = ANY(r.tokens) ORDER BY value) AS countries,
      ARRAY(SELECT DISTINCT t.organisation_id FROM project_organisation t WHERE t.project_id = r.project_id
        AND t.organisation_id IN (SELECT id FROM body) AND t.role_code = ANY(${taking}::text[])) AS bodies
    FROM near JOIN self ON self.id <> near.id JOIN search_row r ON r.project_id = near.id
    LEFT JOIN ${sizeOf(sql`self.id`)} AS mine ON true
    LEFT JOIN ${sizeOf(sql`near.id`)} AS theirs ON theirs.id <> mine.id AND theirs.level = mine.level
      AND theirs.population BETWEEN mine.population / ${limits.likeSize}::float8 AND mine.population * ${limits.likeSize}::float8),
  weighed AS (
    SELECT *, (cardinality(themes) > 0)::int + (cardinality(countries) > 0)::int + (other_land IS NOT NULL)::int AS reasons,
      2 * least(cardinality(bodies), 2) + least(cardinality(themes), 2) + 2 * (cardinality(countries) > 0)::int
        + (other_land IS NOT NULL)::int AS weight
    FROM compared)
  SELECT id, (SELECT p.public_id FROM project p WHERE p.id = weighed.id) AS "publicId", themes, countries, CASE WHEN other_land IS NOT NULL THEN own_land END AS own, other_land AS other,
    ARRAY(SELECT o.public_id FROM organisation o WHERE o.id = ANY(bodies) ORDER BY o.name, o.id) AS bodies
  FROM weighed WHERE cardinality(bodies) > 0 OR reasons > 1 ORDER BY weight DESC, apart NULLS LAST, updated_at DESC, id DESC LIMIT ${count}`;

/** Partnerships like one (public id), the likest first, each with its reasons: a shared actor, or two others. */
export async function similarProjects(
  publicId: string,
  locale: Locale,
  count: number = limits.similarShown,
): Promise<SimilarProject[]> {
  const rows = await db().$queryRaw<(Found & { id: number; publicId: string })[]>`${statement(publicId, count)}`;
  const [projects, reasons] = await Promise.all([summariesOf(rows, locale), nameReasons(rows, locale)]);
  const why = new Map(rows.map((row, index) => [row.publicId, reasons[index]]));
  return projects.flatMap((project) => {
    const own = why.get(project.id);
    return own ? [{ project, reasons: own }] : [];
  });
}
