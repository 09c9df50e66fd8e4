import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { foreignRoles, frenchRoles, statusSql } from "@/lib/search/conditions";
import { continents, none } from "@/lib/search/facets";
import { authorityKinds, type DimensionKey } from "../dimensions";
import type { MeasureKey } from "../units";

// What figures are, counted a second time from the tables that records are written to: without the rows of the search, and
// without the statements that figures are read by.

const list = (all: Iterable<string>) => Prisma.sql`ANY(${[...all]}::text[])`;

const takingPart = (roles: readonly string[], which: Prisma.Sql) => Prisma.sql`
  SELECT t.project_id AS id, o.public_id AS value FROM project_organisation t JOIN organisation o ON o.id = t.organisation_id
  WHERE t.role_code = ${list(roles)} AND ${which}`;

const inTerritories = (levels: readonly string[]) => Prisma.sql`
  SELECT t.project_id AS id, land.code AS value FROM project_organisation t JOIN organisation o ON o.id = t.organisation_id
  CROSS JOIN LATERAL search_lineage(o.territory_id) AS line(id) JOIN territory land ON land.id = line.id
  WHERE t.role_code <> 'funder' AND land.level::text = ${list(levels)}`;

const year = (date: string, otherwise = "NULL") =>
  Prisma.raw(`SELECT id, coalesce(extract(year FROM ${date})::int, ${otherwise})::text AS value FROM project`);

const region = (column: string, which: Prisma.Sql) => Prisma.sql`
  SELECT l.project_id AS id, ${Prisma.raw(`c.${column}`)} AS value FROM project_place l JOIN country c ON c.code = l.country_code WHERE ${which}`;

/** Values of the projects by dimension; a null or missing value is `none` where `whole`. */
const values: Readonly<Record<DimensionKey, { pairs: () => Prisma.Sql; whole?: boolean; line?: Prisma.Sql }>> = {
  started: { whole: true, pairs: () => year("start_on", "signed_year") },
  ended: { whole: true, pairs: () => year("end_on") },
  signed: { whole: true, pairs: () => Prisma.sql`SELECT id, signed_year::text AS value FROM project` },
  active: {
    pairs: () => Prisma.sql`SELECT id, y::text AS value FROM (
        SELECT id, coalesce(extract(year FROM start_on)::int, signed_year, extract(year FROM end_on)::int) AS first,
          CASE WHEN end_on IS NOT NULL THEN extract(year FROM end_on)::int
            WHEN declared_status_code IN ('closed', 'cancelled', 'suspended') THEN coalesce(extract(year FROM start_on)::int, signed_year)
            ELSE ${Number(today().slice(0, 4))}::int END AS last FROM project) AS ran CROSS JOIN LATERAL generate_series(first, last) AS y
      UNION ALL SELECT id, ${none} FROM project WHERE num_nonnulls(start_on, signed_year, end_on) = 0`,
  },
  country: { whole: true, pairs: () => Prisma.sql`SELECT project_id AS id, country_code::text AS value FROM project_place` },
  continent: { whole: true, pairs: () => region("continent_code", Prisma.sql`c.continent_code = ${list(continents)}`) },
  subregion: { whole: true, pairs: () => region("subregion_code", Prisma.sql`true`) },
  frenchRegion: { pairs: () => inTerritories(["region", "overseas"]) },
  departement: { pairs: () => inTerritories(["departement"]) },
  kind: {
    pairs: () => Prisma.sql`SELECT t.project_id AS id, o.kind_code AS value FROM project_organisation t
      JOIN organisation o ON o.id = t.organisation_id WHERE t.role_code <> 'funder' AND o.kind_code = ${list(authorityKinds)}`,
  },
  theme: {
    whole: true,
    pairs: () =>
      Prisma.sql`SELECT r.project_id AS id, split_part(t.code, '.', 1) AS value FROM project_theme r JOIN theme t ON t.id = r.theme_id`,
  },
  form: { whole: true, pairs: () => Prisma.sql`SELECT id, form_code AS value FROM project` },
  status: {
    whole: true,
    pairs: () => Prisma.sql`SELECT p.id, nullif(${statusSql(today())}, 'none') AS value FROM project p`,
  },
  scheme: {
    whole: true,
    pairs: () =>
      Prisma.sql`SELECT f.project_id AS id, s.scheme_code AS value FROM funding_line f JOIN scheme_line s ON s.funding_line_id = f.id`,
  },
  funder: {
    whole: true,
    pairs: () =>
      Prisma.sql`SELECT f.project_id AS id, o.public_id AS value FROM funding_line f JOIN organisation o ON o.id = f.funder_id`,
    line: Prisma.sql`(SELECT public_id FROM organisation o WHERE o.id = f.funder_id)`,
  },
  funded: {
    pairs: () =>
      Prisma.sql`SELECT project_id AS id, coalesce(year::text, ${none}) AS value FROM funding_line WHERE kind = 'cofunding'`,
    line: Prisma.sql`coalesce(f.year::text, ${none})`,
  },
  authority: {
    pairs: () =>
      takingPart(
        frenchRoles,
        Prisma.sql`o.country_code::text = ${list(frenchCountryCodes)} AND EXISTS (SELECT FROM organisation_kind k WHERE k.code = o.kind_code AND k.is_authority)`,
      ),
  },
  partner: { pairs: () => takingPart(foreignRoles, Prisma.sql`true`) },
};

const cofunded = Prisma.sql`f.kind = 'cofunding' AND f.currency = 'EUR' AND f.amount IS NOT NULL`;

function every(key: DimensionKey): Prisma.Sql {
  const { pairs, whole } = values[key];
  const stated = Prisma.sql`SELECT DISTINCT id, value FROM (${pairs()}) AS pair WHERE value IS NOT NULL`;
  if (!whole) return stated;
  return Prisma.sql`SELECT * FROM (${stated}) AS stated
    UNION ALL SELECT p.id, ${none} FROM project p WHERE NOT EXISTS (SELECT FROM (${pairs()}) AS pair WHERE pair.id = p.id AND pair.value IS NOT NULL)`;
}

/** Measures that are counted again by value. */
export const recountedMeasures = ["projects", "cofunding"] as const satisfies readonly MeasureKey[];
export type Recounted = (typeof recountedMeasures)[number];
/** Of these, the value for what is not stated says something else in the tables: "no territory", not "no région". */
export const notRecounted: ReadonlySet<string> = new Set([`frenchRegion ${none}`]);

/** A measure of the whole Atlas by the values of a dimension. */
export async function recountBy(measure: Recounted, key: DimensionKey): Promise<Map<string, number>> {
  const { line } = values[key];
  const rows =
    measure === "cofunding" && line
      ? Prisma.sql`SELECT ${line} AS value, sum(f.amount)::float8 AS figure FROM funding_line f WHERE ${cofunded} GROUP BY 1`
      : measure === "cofunding"
        ? Prisma.sql`SELECT k.value, sum(f.amount)::float8 AS figure FROM (${every(key)}) AS k JOIN funding_line f ON f.project_id = k.id
            WHERE ${cofunded} GROUP BY 1`
        : Prisma.sql`SELECT value, count(*)::float8 AS figure FROM (${every(key)}) AS k GROUP BY 1`;
  const found = await db().$queryRaw<{ value: string; figure: number }[]>`${rows}`;
  return new Map(found.map(({ value, figure }) => [value.trim(), figure]));
}

const distinct = (key: DimensionKey) =>
  Prisma.sql`SELECT count(DISTINCT value)::float8 AS figure FROM (${values[key].pairs()}) AS pair`;
const byProject = Prisma.sql`SELECT sum(f.amount) AS amount FROM funding_line f WHERE ${cofunded} GROUP BY f.project_id`;

const totals: Readonly<Record<MeasureKey, () => Prisma.Sql>> = {
  projects: () => Prisma.sql`SELECT count(*)::float8 AS figure FROM project`,
  ongoing: () => Prisma.sql`SELECT count(*)::float8 AS figure FROM project p WHERE ${statusSql(today())} = 'ongoing'`,
  authorities: () => distinct("authority"),
  partners: () => distinct("partner"),
  countries: () => distinct("country"),
  cofunding: () => Prisma.sql`SELECT sum(f.amount)::float8 AS figure FROM funding_line f WHERE ${cofunded}`,
  given: () => Prisma.sql`SELECT sum(f.amount)::float8 AS figure FROM funding_line f WHERE ${cofunded}`,
  stateShare:
    () => Prisma.sql`SELECT (sum(CASE WHEN o.kind_code = 'state_body' AND o.country_code = 'FR' THEN f.amount ELSE 0 END)
    / nullif(sum(f.amount), 0))::float8 AS figure FROM funding_line f JOIN organisation o ON o.id = f.funder_id WHERE ${cofunded}`,
  meanCofunding: () => Prisma.sql`SELECT round(avg(amount), 2)::float8 AS figure FROM (${byProject}) AS own`,
  medianCofunding: () =>
    Prisma.sql`SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY amount::float8)::numeric, 2)::float8 AS figure FROM (${byProject}) AS own`,
};

/** A measure of the whole Atlas. */
export async function recount(measure: MeasureKey): Promise<number | null> {
  const [row] = await db().$queryRaw<{ figure: number | null }[]>`${totals[measure]()}`;
  return row?.figure ?? null;
}
