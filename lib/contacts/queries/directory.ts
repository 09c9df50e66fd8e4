import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import type { DirectoryQuery } from "../directory-query";
import { staleUntil } from "../freshness";
import type { Contact } from "../schema";
import { readContacts } from "./entries";

const { sql } = Prisma;

type Choice = { value: string; name: string };
/** A mark on the map: the post itself, or the country or territory where its own position is not known. */
export type ContactMark = { id: string; names: { fr: string; en: string }; country: string | null; at: [number, number] | null };
/** A page of the directory, how many entries there are, and what can be chosen. */
export type Directory = {
  total: number;
  entries: Contact[];
  marks: ContactMark[];
  regions: Choice[];
  countries: Choice[];
  territories: Choice[];
  demo: boolean;
};

/** One of these texts has words that begin with what is asked for. */
function beginsWith(q: string, texts: readonly Prisma.Sql[]): Prisma.Sql {
  const each = texts.map((text) => sql`name_key(${text}) LIKE key || '%' OR name_key(${text}) LIKE '% ' || key || '%'`);
  return sql`EXISTS (SELECT FROM name_key(${q}) AS key WHERE key <> '' AND (${Prisma.join(each, " OR ")}))`;
}

const all = (conditions: readonly Prisma.Sql[]) => (conditions.length === 0 ? sql`true` : Prisma.join([...conditions], " AND "));

/** A post is found by its name, its city, and the countries and places that it covers. */
function postCondition({ q, region, country }: DirectoryQuery): Prisma.Sql {
  const covers = (condition: Prisma.Sql) => sql`EXISTS (
    SELECT FROM post_jurisdiction j JOIN country jc ON jc.code = j.country_code LEFT JOIN place pl ON pl.geonames_id = j.place_id
    WHERE j.post_id = p.id AND (${condition}))`;
  const own = [sql`p.name_fr`, sql`p.name_en`, sql`p.city_fr`, sql`p.city_en`];
  const covered = [sql`jc.name_fr`, sql`jc.name_en`, sql`coalesce(pl.name, '')`];
  return all([
    sql`p.closed_on IS NULL`,
    ...(country === "" ? [] : [sql`(p.country_code = ${country} OR ${covers(sql`j.country_code = ${country}`)})`]),
    ...(region === ""
      ? []
      : [
          sql`(${region} IN (c.continent_code, c.subregion_code) OR ${covers(sql`${region} IN (jc.continent_code, jc.subregion_code)`)})`,
        ]),
    ...(q === "" ? [] : [sql`(${beginsWith(q, own)} OR ${covers(beginsWith(q, covered))})`]),
  ]);
}

/** Networks of the whole country serve every territory; others their own, all inside, and what they are part of. */
function officeCondition({ q, territory }: DirectoryQuery): Prisma.Sql {
  const texts = [sql`f.name_fr`, sql`f.name_en`, sql`coalesce(f.city, '')`];
  const served = sql`SELECT ot.territory_id AS id FROM office_territory ot WHERE ot.office_id = f.id
    UNION ALL SELECT o.territory_id FROM organisation o WHERE o.id = f.organisation_id AND o.territory_id IS NOT NULL`;
  return all([
    ...(q === ""
      ? []
      : [
          sql`(${beginsWith(q, texts)} OR EXISTS (SELECT FROM (${served}) AS s JOIN territory t ON t.id = s.id WHERE ${beginsWith(q, [sql`t.name`])}))`,
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

type Found = {
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
async function find(query: DirectoryQuery, locale: Locale): Promise<Found[]> {
  const byTrust = (entry: Prisma.Sql) =>
    sql`coalesce(${entry}.verified_on > ${staleUntil(today())}::date, false) AND ${entry}.undeliverable_on IS NULL DESC,
      ${entry}.undeliverable_on IS NOT NULL`;
  if (query.type === "post") {
    const countryName = locale === "fr" ? sql`c.name_fr` : sql`c.name_en`;
    return db().$queryRaw<Found[]>`
      SELECT p.public_id AS id, p.name_fr AS fr, p.name_en AS en, p.country_code::text AS country, p.latitude::float8, p.longitude::float8,
        p.origin = 'demo' AS demo
      FROM diplomatic_post p JOIN country c ON c.code = p.country_code WHERE ${postCondition(query)}
      ORDER BY ${byTrust(sql`p`)}, name_key(${countryName}) COLLATE "C", p.kind, name_key(p.name_fr) COLLATE "C", p.id`;
  }
  return db().$queryRaw<Found[]>`
    SELECT f.public_id AS id, f.name_fr AS fr, f.name_en AS en, NULL::text AS country, t.latitude::float8, t.longitude::float8,
      f.origin = 'demo' AS demo
    FROM office f LEFT JOIN organisation o ON o.id = f.organisation_id
    LEFT JOIN territory t ON t.id = coalesce(o.territory_id, (SELECT min(territory_id) FROM office_territory ot WHERE ot.office_id = f.id))
    WHERE ${officeCondition(query)}
    ORDER BY ${byTrust(sql`f`)}, f.kind, name_key(f.name_fr) COLLATE "C", f.id`;
}

type ChoiceRow = { list: "regions" | "countries" | "territories"; value: string; fr: string; en: string };

/** Continents and countries with a post, or régions of France; whatever else is chosen. */
async function readChoices({ type }: DirectoryQuery, locale: Locale): Promise<Pick<Directory, ChoiceRow["list"]>> {
  const abroad = type === "post";
  const rows = await db().$queryRaw<ChoiceRow[]>`
    WITH covered AS MATERIALIZED (
      SELECT DISTINCT c.* FROM diplomatic_post p LEFT JOIN post_jurisdiction j ON j.post_id = p.id
      JOIN country c ON c.code IN (p.country_code, j.country_code) WHERE ${abroad} AND p.closed_on IS NULL)
    SELECT 'countries' AS list, code::text AS value, name_fr AS fr, name_en AS en FROM covered
    UNION ALL SELECT 'regions', code, name_fr, name_en FROM world_region WHERE code IN (SELECT continent_code FROM covered)
    UNION ALL SELECT 'territories', code, name, name FROM territory WHERE NOT ${abroad} AND level IN ('region', 'overseas')`;
  const { compare } = new Intl.Collator(locale);
  const choices = (list: ChoiceRow["list"]) =>
    rows
      .filter((row) => row.list === list)
      .map(({ value, fr, en }) => ({ value, name: inLocale(locale, fr, en) }))
      .toSorted((a, b) => compare(a.name, b.name));
  return { regions: choices("regions"), countries: choices("countries"), territories: choices("territories") };
}

/** A page of the directory. */
export async function listContacts(query: DirectoryQuery, locale: Locale): Promise<Directory> {
  const [found, choices] = await Promise.all([find(query, locale), readChoices(query, locale)]);
  const from = (query.page - 1) * limits.indexRows;
  const shown = found.slice(from, from + limits.indexRows);
  return {
    total: found.length,
    entries: await readContacts(
      shown.map(({ id }) => id),
      locale,
    ),
    marks: found.slice(0, limits.contactMarks).map(({ id, fr, en, country, latitude, longitude }) => ({
      id,
      names: { fr, en },
      country,
      at: latitude === null || longitude === null ? null : [longitude, latitude],
    })),
    ...choices,
    demo: shown.some(({ demo }) => demo),
  };
}

/** Every entry that is found, read in batches: for files. */
export async function* allContacts(query: DirectoryQuery, locale: Locale): AsyncGenerator<Contact[]> {
  const found = await find(query, locale);
  for (let at = 0; at < found.length; at += limits.indexRows)
    yield readContacts(
      found.slice(at, at + limits.indexRows).map(({ id }) => id),
      locale,
    );
}
