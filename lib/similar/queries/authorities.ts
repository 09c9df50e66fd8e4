import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import type { OrganisationSubject } from "@/lib/profiles/schema";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { foreignRoles, frenchRoles, takingPart } from "@/lib/search/conditions";
import { queryFor, withChoice } from "@/lib/search/params";
import { type BodyRow, bodyColumns, latestOf, presentBodies, type SimilarBody } from "./bodies";

const { sql } = Prisma;
const latest = (body: Prisma.Sql) => latestOf(body, frenchRoles);
const partnersOf = (projects: Prisma.Sql) => sql`SELECT DISTINCT r.organisation_id AS id FROM ${projects} AS p
  CROSS JOIN ${takingPart(sql`p.project_id`, foreignRoles)} AS r`;

/**
 * Candidates are the active authorities of the same level nearest in population, so many at most, and of each its latest projects;
 * those that work in a country where the authority works are compared by what else they share.
 */
const statement = (territory: string, bodies: readonly string[]) => sql`
  WITH self AS MATERIALIZED (SELECT id, level, population FROM territory WHERE code = ${territory} AND population > 0),
  mine AS MATERIALIZED (
    SELECT DISTINCT latest.project_id FROM organisation o CROSS JOIN ${latest(sql`o.id`)} AS latest
    WHERE o.public_id = ANY(${[...bodies]}::text[])),
  own AS MATERIALIZED (
    SELECT DISTINCT token FROM mine JOIN search_row r ON r.project_id = mine.project_id CROSS JOIN unnest(r.tokens) AS token
    WHERE (starts_with(token, 'country:') OR starts_with(token, 'theme:'))
      AND token <> ALL(${[...frenchCountryCodes, "none"].map((code) => `country:${code}`)}::text[]) AND token <> 'theme:none'),
  partner AS MATERIALIZED (${partnersOf(sql`mine`)}),
  alike AS MATERIALIZED (
    SELECT o.id, t.id AS land, abs(ln(t.population::float8 / self.population)) AS apart
    FROM self JOIN territory t ON t.level = self.level AND t.id <> self.id
      AND t.population BETWEEN self.population / ${limits.likeSize}::float8 AND self.population * ${limits.likeSize}::float8
    JOIN search_count s ON s.token = 'authority:' || t.code AND s.projects > 0
    JOIN organisation o ON o.territory_id = t.id AND o.public_id <> ALL(${[...bodies]}::text[])
    ORDER BY apart, o.id LIMIT ${limits.similarAuthorities}),
  there AS MATERIALIZED (
    SELECT alike.id, latest.project_id FROM alike CROSS JOIN ${latest(sql`alike.id`)} AS latest),
  abroad AS (
    SELECT there.id, array_agg(DISTINCT l.country_code::text) AS countries FROM there
    JOIN project_place l ON l.project_id = there.project_id AND 'country:' || l.country_code IN (SELECT token FROM own) GROUP BY 1),
  nearest AS MATERIALIZED (
    SELECT alike.*, abroad.countries FROM abroad JOIN alike ON alike.id = abroad.id
    ORDER BY cardinality(abroad.countries) DESC, apart, alike.id LIMIT ${3 * limits.similarShown}),
  compared AS (
    SELECT nearest.*,
      ARRAY(SELECT DISTINCT split_part(token, ':', 2) FROM there JOIN search_row r ON r.project_id = there.project_id
        CROSS JOIN unnest(r.tokens) AS token WHERE there.id = nearest.id AND starts_with(token, 'theme:') AND token IN (SELECT token FROM own)) AS themes,
      ARRAY(SELECT b.public_id FROM (${partnersOf(sql`(SELECT project_id FROM there WHERE there.id = nearest.id)`)}) AS theirs
        JOIN organisation b ON b.id = theirs.id WHERE theirs.id IN (SELECT id FROM partner) ORDER BY b.name, b.id) AS bodies
    FROM nearest)
  SELECT ${bodyColumns},
    c.countries, c.themes, c.bodies, (SELECT id FROM self) AS own, c.land AS other
  FROM compared c JOIN organisation o ON o.id = c.id JOIN organisation_kind k ON k.code = o.kind_code
  ORDER BY 2 * cardinality(c.bodies) + cardinality(c.countries) + least(cardinality(c.themes), 2) DESC, c.apart, c.id
  LIMIT ${limits.similarShown}`;

/** Authorities of like size that work with the same countries, the likest first; none for a body without a known population. */
export async function similarAuthorities(subject: OrganisationSubject, locale: Locale): Promise<SimilarBody[]> {
  if (subject.territory === null || !subject.type.isAuthority) return [];
  const rows = await db().$queryRaw<BodyRow[]>`${statement(subject.territory, [subject.key, ...subject.predecessors])}`;
  const there = ({ publicId, countries }: BodyRow) =>
    withChoice(queryFor("organisation", publicId), "country", {
      oneOf: countries.slice(0, limits.filterValues).sort(),
      noneOf: [],
    });
  return presentBodies(rows, there, locale);
}
