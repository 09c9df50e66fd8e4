import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { Coordinates } from "@/lib/map/atlas";
import type { FrenchPlaces } from "@/lib/map/french-map";
import { filterCondition, searched } from "./conditions";
import { isChosen, none, nothing } from "./facets";
import { readOutlines } from "./map-outlines";
import type { MapRow, MapSide } from "./map-rows";
import { type ProjectQuery, singleChoice, withChoice, withOnly } from "./params";
import { wordsCondition } from "./words";

/** The French side by région and overseas collectivity, or by département of one région. */
export type FrenchSide = MapSide & FrenchPlaces & { within: { name: string } | null };

type Unit = { code: string; name: string; latitude: number | null; longitude: number | null; overseas: boolean };

const positionOf = ({ latitude, longitude }: Unit): Coordinates | null =>
  latitude !== null && longitude !== null ? [longitude, latitude] : null;

/** The région that the one chosen territory is or lies in; null without one. */
async function regionOf(query: ProjectQuery): Promise<{ code: string; name: string } | null> {
  const code = singleChoice(query, "territory");
  if (code === null) return null;
  const [region] = await db().$queryRaw<{ code: string; name: string }[]>`
    SELECT above.code, above.name FROM territory t CROSS JOIN LATERAL search_lineage(t.id) AS line(id)
    JOIN territory above ON above.id = line.id AND above.level = 'region' WHERE t.code = ${code} LIMIT 1`;
  return region ?? null;
}

/** The territories to count: those of a région, or régions and overseas collectivities. The codes of overseas régions begin with R0. */
function unitsOf(region: string | null): Promise<Unit[]> {
  const which =
    region === null
      ? Prisma.sql`t.level IN ('region', 'overseas')`
      : Prisma.sql`t.level = 'departement' AND t.parent_id = (SELECT id FROM territory WHERE code = ${region})`;
  return db().$queryRaw<Unit[]>`
    SELECT t.code, t.name, t.latitude::float8, t.longitude::float8, (t.level = 'overseas' OR starts_with(t.code, 'R0')) AS overseas
    FROM territory t WHERE ${which} ORDER BY t.code`;
}

/** Projects by token, those without any of them ("none") and all of them ("total"), by one statement. */
async function countTokens(query: ProjectQuery, words: string | null, tokens: readonly string[]): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ key: string; projects: number }[]>`
    WITH hits AS MATERIALIZED (SELECT r.tokens FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)})
    SELECT token AS key, count(*)::int AS projects FROM (SELECT unnest(tokens) AS token FROM hits) AS held
      WHERE token = ANY(${tokens}::text[]) GROUP BY 1
    UNION ALL SELECT 'none', count(*)::int FROM hits WHERE NOT tokens && ${tokens}::text[]
    UNION ALL SELECT 'total', count(*)::int FROM hits`;
  return new Map(rows.map(({ key, projects }) => [key, projects]));
}

/** The French side of a search; a project of two territories counts in each. */
export async function readFrenchSide(query: ProjectQuery, words: string | null, locale: Locale): Promise<FrenchSide> {
  const within = await regionOf(query);
  const units = await unitsOf(within?.code ?? null);
  const scope = within ? withOnly(query, "territory", within.code) : withChoice(query, "territory", nothing);
  const codes = units.map(({ code }) => code);
  const [counts, outlines] = await Promise.all([
    countTokens(
      scope,
      words,
      codes.map((code) => `territory:${code}`),
    ),
    readOutlines(within?.code ?? "regions", codes),
  ]);
  const rows = units.map((unit): MapRow => {
    const { code, name } = unit;
    return {
      key: code,
      name,
      projects: counts.get(`territory:${code}`) ?? 0,
      position: positionOf(unit),
      query: withOnly(query, "territory", code),
      chosen: query.chosen.territory.oneOf.includes(code),
    };
  });
  const rest: MapRow = {
    key: none,
    name: within
      ? translator(locale)("map.search.noDepartement", { region: within.name })
      : translator(locale)("projects.none.territory"),
    projects: counts.get("none") ?? 0,
    position: null,
    query: within ? withChoice(query, "territory", { oneOf: [within.code], noneOf: codes }) : withOnly(query, "territory", none),
    chosen: false,
  };
  return {
    within,
    widened: isChosen(query.chosen.territory) && !(within && singleChoice(query, "territory") === within.code),
    outlines,
    around: units.map(positionOf).filter((position) => position !== null),
    overseas: new Set(units.filter(({ overseas }) => overseas).map(({ code }) => code)),
    total: counts.get("total") ?? 0,
    rows: [...rows, rest].filter(({ projects }) => projects > 0).sort((a, b) => b.projects - a.projects),
  };
}
