import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import type { DirectoryQuery } from "../directory-query";
import { staleUntil } from "../freshness";

const { sql } = Prisma;

/** One of these names, as names are compared (`name_key`), has words that begin with what is asked for. */
function beginsWith(q: string, names: Prisma.Sql): Prisma.Sql {
  return sql`EXISTS (SELECT FROM name_key(${q}) AS key, unnest(${names}) AS name
    WHERE key <> '' AND (name LIKE key || '%' OR name LIKE '% ' || key || '%'))`;
}

const all = (conditions: readonly Prisma.Sql[]) => (conditions.length === 0 ? sql`true` : Prisma.join([...conditions], " AND "));

/** A post is found by its name, its city, and the countries and places that it covers. */
function postCondition({ q, region, country }: DirectoryQuery): Prisma.Sql {
  const covers = (condition: Prisma.Sql) => sql`EXISTS (
    SELECT FROM post_jurisdiction j JOIN country jc ON jc.code = j.country_code LEFT JOIN place pl ON pl.geonames_id = j.place_id
    WHERE j.post_id = p.id AND (${condition}))`;
  // Spellings of countries; codes of two and three letters are none.
  const spellings = sql`ARRAY(SELECT alias FROM country_alias WHERE country_code = j.country_code AND length(alias) > 3)`;
  const covered = sql`${spellings} || coalesce(pl.normalised_names, '{}')`;
  return all([
    sql`p.closed_on IS NULL`,
    ...(country === "" ? [] : [sql`(p.country_code = ${country} OR ${covers(sql`j.country_code = ${country}`)})`]),
    ...(region === ""
      ? []
      : [
          sql`(${region} IN (c.continent_code, c.subregion_code) OR ${covers(sql`${region} IN (jc.continent_code, jc.subregion_code)`)})`,
        ]),
    ...(q === "" ? [] : [sql`(${beginsWith(q, sql`p.name_keys`)} OR ${covers(beginsWith(q, covered))})`]),
  ]);
}

/** Networks of the whole country serve every territory; others their own, all inside, and what they are part of. */
function officeCondition({ q, territory }: DirectoryQuery): Prisma.Sql {
  const served = sql`SELECT ot.territory_id AS id FROM office_territory ot WHERE ot.office_id = f.id
    UNION ALL SELECT o.territory_id FROM organisation o WHERE o.id = f.organisation_id AND o.territory_id IS NOT NULL`;
  return all([
    ...(q === ""
      ? []
      : [
          sql`(${beginsWith(q, sql`f.name_keys`)} OR EXISTS (SELECT FROM (${served}) AS s JOIN territory t ON t.id = s.id WHERE ${beginsWith(q, sql`ARRAY[name_key(t.name)]`)}))`,
        ]),
    ...(territory === ""
      ? []
      : [
          sql`(f.kind = 'national_network' OR EXISTS (
            SELECT FROM territory asked, (${served}) AS s WHERE asked.code = ${territory}
            AND (asked.id IN (SELECT search_lineage(s.id)) OR s.id IN (SELECT search_lineage(asked.id)))))`,
        ]),
  ]);
}

/** An entry that is found: what its mark on the map needs. */
export type Found = {
  id: string;
  fr: string;
  en: string;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  demo: boolean;
};

/**
 * All that is found, in the order of the list: what was not verified for a year comes behind, what no mail can be delivered to last of it;
 * then by country or reach, and by name.
 */
export async function findEntries(query: DirectoryQuery, locale: Locale): Promise<Found[]> {
  const byTrust = (entry: Prisma.Sql) =>
    sql`coalesce(${entry}.verified_on > ${staleUntil(today())}::date, false) AND ${entry}.undeliverable_on IS NULL DESC,
      ${entry}.undeliverable_on IS NOT NULL`;
  if (query.type === "post") {
    const countryName = locale === "fr" ? sql`c.name_fr` : sql`c.name_en`;
    return db().$queryRaw<Found[]>`
      SELECT p.public_id AS id, p.name_fr AS fr, p.name_en AS en, p.country_code::text AS country, p.latitude::float8, p.longitude::float8,
        p.origin = 'demo' AS demo
      FROM diplomatic_post p JOIN country c ON c.code = p.country_code WHERE ${postCondition(query)}
      ORDER BY ${byTrust(sql`p`)}, name_key(${countryName}) COLLATE "C", p.kind, p.name_keys[1] COLLATE "C", p.id`;
  }
  return db().$queryRaw<Found[]>`
    SELECT f.public_id AS id, f.name_fr AS fr, f.name_en AS en, NULL::text AS country, t.latitude::float8, t.longitude::float8,
      f.origin = 'demo' AS demo
    FROM office f LEFT JOIN organisation o ON o.id = f.organisation_id
    LEFT JOIN territory t ON t.id = coalesce(o.territory_id, (SELECT min(territory_id) FROM office_territory ot WHERE ot.office_id = f.id))
    WHERE ${officeCondition(query)}
    ORDER BY ${byTrust(sql`f`)}, f.kind, f.name_keys[1] COLLATE "C", f.id`;
}
