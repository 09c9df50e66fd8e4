import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { presentName } from "@/lib/projects/queries/present";
import { foreignRoles } from "@/lib/search/conditions";
import { type ProjectQuery, queryFor } from "@/lib/search/params";
import type { IndexQuery, IndexType } from "../index-query";

const { sql } = Prisma;

/** A row of the index; `query` finds the projects that are counted. */
export type ListedOrganisation = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  place: string | null;
  projects: number;
  query: ProjectQuery;
};
type Choice = { value: string; name: string };
/** A page of the index, how many rows there are, and what can be chosen. */
export type OrganisationIndex = {
  total: number;
  rows: ListedOrganisation[];
  territories: Choice[];
  countries: Choice[];
  kinds: Choice[];
};

/** The filter of a search that counts the projects of each row. */
const countedBy: Record<IndexType, "organisation" | "funder"> = {
  authority: "organisation",
  partner: "organisation",
  funder: "funder",
};

const french = sql`o.country_code IN (${Prisma.join([...frenchCountryCodes])})`;
const taking = foreignRoles.map((role) => sql`'taking:' || ${role} || '/' || o.public_id`);
const ofType: Record<IndexType, Prisma.Sql> = {
  authority: sql`${french} AND k.is_authority`,
  partner: sql`EXISTS (SELECT FROM search_count t WHERE t.token IN (${Prisma.join(taking)}) AND t.projects > 0)`,
  funder: sql`true`,
};

/** Words of the name that begin with the text; the index of trigrams serves both forms. */
function beginsWith(q: string): Prisma.Sql {
  return sql`EXISTS (SELECT FROM name_key(${q}) AS key WHERE key <> ''
    AND (name_key(o.name) LIKE key || '%' OR name_key(o.name) LIKE '% ' || key || '%'))`;
}

function conditionOf({ type, q, territory, country, kind }: IndexQuery): Prisma.Sql {
  const conditions = [
    ofType[type],
    ...(q === "" ? [] : [beginsWith(q)]),
    ...(kind === "" ? [] : [sql`o.kind_code = ${kind}`]),
    ...(country === "" ? [] : [sql`o.country_code = ${country}`]),
    ...(territory === ""
      ? []
      : [
          sql`EXISTS (SELECT FROM search_lineage(o.territory_id) AS line(id) JOIN territory t ON t.id = line.id WHERE t.code = ${territory})`,
        ]),
  ];
  return Prisma.join(conditions, " AND ");
}

type Row = {
  total: number;
  publicId: string;
  slug: string;
  name: string;
  nameEn: string | null;
  kindFr: string;
  kindEn: string;
  placeFr: string | null;
  placeEn: string | null;
  projects: number;
};

/** Kinds, régions and countries of those who are listed, whatever else is chosen. */
async function readChoices(
  type: IndexType,
  locale: Locale,
): Promise<Pick<OrganisationIndex, "territories" | "countries" | "kinds">> {
  const key = countedBy[type];
  const rows = await db().$queryRaw<{ list: "territories" | "countries" | "kinds"; value: string; fr: string; en: string }[]>`
    WITH listed AS MATERIALIZED (
      SELECT o.kind_code, o.country_code FROM organisation o JOIN organisation_kind k ON k.code = o.kind_code
      JOIN search_count s ON s.token = ${`${key}:`} || o.public_id AND s.projects > 0 WHERE ${ofType[type]})
    SELECT 'kinds' AS list, code AS value, label_fr AS fr, label_en AS en FROM organisation_kind
      WHERE code IN (SELECT kind_code FROM listed)
    UNION ALL SELECT 'countries', code::text, name_fr, name_en FROM country WHERE ${type === "partner"} AND code IN (SELECT country_code FROM listed)
    UNION ALL SELECT 'territories', code, name, name FROM territory WHERE ${type === "authority"} AND level IN ('region', 'overseas')`;
  const { compare } = new Intl.Collator(locale);
  const choices = (list: "territories" | "countries" | "kinds") =>
    rows
      .filter((row) => row.list === list)
      .map(({ value, fr, en }) => ({ value, name: inLocale(locale, fr, en) }))
      .toSorted((a, b) => compare(a.name, b.name));
  return { territories: choices("territories"), countries: choices("countries"), kinds: choices("kinds") };
}

/** A page of the organisations with projects, by name. */
export async function listOrganisations(asked: IndexQuery, locale: Locale): Promise<OrganisationIndex> {
  const key = countedBy[asked.type];
  const size = limits.indexRows;
  const [rows, choices] = await Promise.all([
    db().$queryRaw<Row[]>`
      WITH listed AS MATERIALIZED (
        SELECT o.id, s.projects, name_key(o.name) COLLATE "C" AS key
        FROM search_count s JOIN organisation o ON s.token = ${`${key}:`} || o.public_id JOIN organisation_kind k ON k.code = o.kind_code
        WHERE s.projects > 0 AND ${conditionOf(asked)}),
      page AS (SELECT *, (SELECT count(*)::int FROM listed) AS total FROM listed ORDER BY key, id LIMIT ${size} OFFSET ${(asked.page - 1) * size})
      SELECT page.total, page.projects, o.public_id AS "publicId", o.slug, o.name, o.name_en AS "nameEn", k.label_fr AS "kindFr",
        k.label_en AS "kindEn", coalesce(d.name, CASE WHEN c.code <> 'FR' THEN c.name_fr END) AS "placeFr",
        coalesce(d.name, CASE WHEN c.code <> 'FR' THEN c.name_en END) AS "placeEn"
      FROM page JOIN organisation o ON o.id = page.id JOIN organisation_kind k ON k.code = o.kind_code
      LEFT JOIN country c ON c.code = o.country_code LEFT JOIN territory t ON t.id = o.territory_id
      LEFT JOIN territory d ON d.id = t.parent_id
      ORDER BY page.key, page.id`,
    readChoices(asked.type, locale),
  ]);
  // A page beyond the last one has no row to tell how many there are.
  if (rows.length === 0 && asked.page > 1) return { ...(await listOrganisations({ ...asked, page: 1 }, locale)), rows: [] };
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.publicId,
      slug: row.slug,
      name: presentName(row, locale),
      kind: inLocale(locale, row.kindFr, row.kindEn),
      place: inLocale(locale, row.placeFr, row.placeEn),
      projects: row.projects,
      query: queryFor(key, row.publicId),
    })),
    ...choices,
  };
}
