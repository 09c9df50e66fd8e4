import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { databaseRows, type Rows } from "@/lib/core/rows";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import type { Coordinates } from "@/lib/map/atlas";
import { filterCondition, searched } from "./conditions";
import { type ProjectQuery, singleChoice } from "./params";
import { wordsCondition } from "./words";

export type LineEnd = { name: string; country: string; position: Coordinates };
/** A line of the map: a French end, a partner's end, and the projects that join them. */
export type Line = { french: LineEnd; partner: LineEnd; projects: number };

/** The lines of the one place that a search asks for, most projects first. */
export type Lines = {
  /** The chosen country, which the map is drawn around; null where the chosen is an organisation or French territory alone. */
  country: string | null;
  /** From place to place, or, where these were too many, by région or country. */
  level: "places" | "areas";
  lines: readonly Line[];
  /** Lines that there are; more than `lines` where they are cut. */
  all: number;
  /** Projects of the search that have a line, and all of them. */
  drawn: number;
  total: number;
};

type Hub = { side: "french" | "partner"; name: string; country: string; latitude: number; longitude: number };
type Row = {
  french: string;
  frenchLatitude: number;
  frenchLongitude: number;
  country: string;
  partner: string;
  partnerLatitude: number;
  partnerLongitude: number;
  projects: number;
  lines: number;
  drawn: number;
};
type Asked = { hits: Prisma.Sql; hub: Hub | null; country: string | null; name: Prisma.Sql; rowsOf: Rows };

/** The chosen organisation or French territory with its position, else that of what it lies in; null without a choice or position. */
async function readHub(query: ProjectQuery, locale: Locale): Promise<Hub | null> {
  const [organisation, territory] = [singleChoice(query, "organisation"), singleChoice(query, "territory")];
  if (organisation === null && territory === null) return null;
  const name = inLocale(locale, Prisma.sql`o.name`, Prisma.sql`coalesce(o.name_en, o.name)`);
  const [hub] = await db().$queryRaw<
    (Omit<Hub, "latitude" | "longitude"> & { latitude: number | null; longitude: number | null })[]
  >(
    organisation !== null
      ? Prisma.sql`SELECT CASE WHEN o.country_code = 'FR' THEN 'french' ELSE 'partner' END AS side, ${name} AS name,
          o.country_code::text AS country, ${position("latitude")} AS latitude, ${position("longitude")} AS longitude
        FROM organisation o LEFT JOIN territory t ON t.id = o.territory_id LEFT JOIN territory above ON above.id = t.parent_id
        WHERE o.public_id = ${organisation} AND o.country_code IS NOT NULL`
      : Prisma.sql`SELECT 'french' AS side, t.name, 'FR' AS country, coalesce(t.latitude, above.latitude)::float8 AS latitude,
          coalesce(t.longitude, above.longitude)::float8 AS longitude
        FROM territory t LEFT JOIN territory above ON above.id = t.parent_id WHERE t.code = ${territory}`,
  );
  return hub && hub.latitude !== null && hub.longitude !== null
    ? { ...hub, latitude: hub.latitude, longitude: hub.longitude }
    : null;
}

/** Position of the organisation `o` of the territory `t` in `above`. */
function position(axis: "latitude" | "longitude"): Prisma.Sql {
  const column = (table: string) => Prisma.raw(`${table}.${axis}`);
  return Prisma.sql`coalesce(${column("o")}, ${column("t")}, ${column("above")})::float8`;
}

const hubColumns = ({ name, latitude, longitude }: Hub) =>
  Prisma.sql`h.id, ${name}::text AS name, ${latitude}::float8 AS latitude, ${longitude}::float8 AS longitude`;

/** Lines of `ends(french: id, name, latitude, longitude)` and `(partner: the same, country)`, most projects first. */
async function joinEnds({ hits, rowsOf }: Asked, french: Prisma.Sql, partner: Prisma.Sql): Promise<Row[]> {
  return rowsOf<Row>(Prisma.sql`
    WITH hits AS MATERIALIZED (SELECT p.id, r.tokens ${hits}),
    french AS (${french}), partner AS (${partner}),
    line AS MATERIALIZED (
      SELECT DISTINCT f.id, f.name AS french, f.latitude AS "frenchLatitude", f.longitude AS "frenchLongitude",
        b.country, b.name AS partner, b.latitude AS "partnerLatitude", b.longitude AS "partnerLongitude"
      FROM french f JOIN partner b ON b.id = f.id WHERE f.latitude IS NOT NULL AND b.latitude IS NOT NULL)
    SELECT french, "frenchLatitude", "frenchLongitude", country, partner, "partnerLatitude", "partnerLongitude",
      count(*)::int AS projects, (count(*) OVER ())::int AS lines, (SELECT count(DISTINCT id)::int FROM line) AS drawn
    FROM line GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY projects DESC, french, partner LIMIT ${limits.mapLines}`);
}

/** Who leads or is partner in France, and the places of the action. */
function joinPlaces(asked: Asked): Promise<Row[]> {
  const { hub, country, name } = asked;
  const french =
    hub?.side === "french"
      ? Prisma.sql`SELECT ${hubColumns(hub)} FROM hits h`
      : Prisma.sql`SELECT h.id, o.name, ${position("latitude")} AS latitude, ${position("longitude")} AS longitude
          FROM hits h JOIN project_organisation r ON r.project_id = h.id AND r.role_code IN ('lead_authority', 'french_partner')
          JOIN organisation o ON o.id = r.organisation_id AND o.country_code = 'FR'
          LEFT JOIN territory t ON t.id = o.territory_id LEFT JOIN territory above ON above.id = t.parent_id`;
  const here = country === null ? Prisma.sql`l.country_code <> 'FR'` : Prisma.sql`l.country_code = ${country}`;
  const partner =
    hub?.side === "partner"
      ? Prisma.sql`SELECT ${hubColumns(hub)}, ${hub.country}::text AS country FROM hits h`
      : Prisma.sql`SELECT h.id, coalesce(l.name, ${name}) AS name, coalesce(l.latitude, c.latitude)::float8 AS latitude,
            coalesce(l.longitude, c.longitude)::float8 AS longitude, c.code::text AS country
          FROM hits h JOIN project_place l ON l.project_id = h.id AND ${here} JOIN country c ON c.code = l.country_code`;
  return joinEnds(asked, french, partner);
}

/** Régions and overseas collectivities, and countries, by what the search rows hold. */
function joinAreas(asked: Asked): Promise<Row[]> {
  const { hub, country, name } = asked;
  const held = Prisma.sql`hits h CROSS JOIN LATERAL unnest(h.tokens) AS token`;
  const french =
    hub?.side === "french"
      ? Prisma.sql`SELECT ${hubColumns(hub)} FROM hits h`
      : Prisma.sql`SELECT h.id, t.name, t.latitude::float8 AS latitude, t.longitude::float8 AS longitude
          FROM ${held} JOIN territory t ON token = 'territory:' || t.code AND t.level IN ('region', 'overseas')`;
  const here = country === null ? Prisma.sql`c.code <> 'FR'` : Prisma.sql`c.code = ${country}`;
  const partner =
    hub?.side === "partner"
      ? Prisma.sql`SELECT ${hubColumns(hub)}, ${hub.country}::text AS country FROM hits h`
      : Prisma.sql`SELECT h.id, ${name} AS name, c.latitude::float8 AS latitude, c.longitude::float8 AS longitude, c.code::text AS country
          FROM ${held} JOIN country c ON token = 'country:' || c.code AND ${here}`;
  return joinEnds(asked, french, partner);
}

function toLine(row: Row): Line {
  return {
    french: { name: row.french, country: "FR", position: [row.frenchLongitude, row.frenchLatitude] },
    partner: { name: row.partner, country: row.country, position: [row.partnerLongitude, row.partnerLatitude] },
    projects: row.projects,
  };
}

/** Projects that lines show, at most: many authorities lie in no known région, and then their places tell more. */
function shownBy(rows: readonly Row[]): number {
  const sum = rows.reduce((all, { projects }) => all + projects, 0);
  return Math.min(sum, rows[0]?.drawn ?? 0);
}

/** The lines of a search that finds `total` projects; null unless it asks for one country, organisation or French territory. */
export async function readLines(
  query: ProjectQuery,
  words: string | null,
  total: number,
  locale: Locale,
  rowsOf: Rows = databaseRows,
): Promise<Lines | null> {
  const country = singleChoice(query, "country");
  const hub = await readHub(query, locale);
  if (country === null && hub === null) return null;
  const hits = Prisma.sql`FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}`;
  const asked: Asked = { hits, hub, country, name: inLocale(locale, Prisma.sql`c.name_fr`, Prisma.sql`c.name_en`), rowsOf };
  const byPlace = total <= limits.mapLineProjects ? await joinPlaces(asked) : [];
  const isWhole = total <= limits.mapLineProjects && (byPlace[0]?.lines ?? 0) <= limits.mapLines;
  const byArea = isWhole ? [] : await joinAreas(asked);
  const level = isWhole || shownBy(byPlace) > shownBy(byArea) ? "places" : "areas";
  const rows = level === "places" ? byPlace : byArea;
  const [first] = rows;
  return {
    country,
    level,
    lines: rows.map(toLine),
    all: first?.lines ?? 0,
    drawn: first?.drawn ?? 0,
    total,
  };
}
