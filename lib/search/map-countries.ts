import { db } from "@/lib/core/db";
import type { Coordinates } from "@/lib/map/atlas";
import type { FacetCounts, ValueCount } from "./counts";
import { countProjects } from "./counts";
import { continents, type FacetKey, isChosen, nothing } from "./facets";
import type { MapRow, MapSide } from "./map-rows";
import type { Names } from "./names";
import { type ProjectQuery, singleChoice, withChoice, withOnly } from "./params";

/** The partners' side by country, with the projects that state none. */
export type PartnerSide = MapSide & {
  /** The continent (M49) that the search keeps to; null for the world. */
  continent: string | null;
  /** Continents to choose instead. */
  continents: readonly MapRow[];
  /** The search in the whole world. */
  world: ProjectQuery;
};

/** The continent that the one chosen region of the world is or lies in. */
async function continentOf(query: ProjectQuery): Promise<string | null> {
  const region = singleChoice(query, "region");
  if (region === null || continents.has(region)) return region;
  const [row] = await db().$queryRaw<{ code: string }[]>`
    SELECT continent_code AS code FROM country WHERE subregion_code = ${region} LIMIT 1`;
  return row?.code ?? null;
}

async function positionsOf(codes: readonly string[]): Promise<Map<string, Coordinates>> {
  const rows = await db().$queryRaw<{ code: string; latitude: number; longitude: number }[]>`
    SELECT code::text, latitude::float8, longitude::float8 FROM country
    WHERE code = ANY(${codes}::text[]) AND latitude IS NOT NULL AND longitude IS NOT NULL`;
  return new Map(rows.map(({ code, latitude, longitude }) => [code, [longitude, latitude]]));
}

/** Countries of a search that finds `found` projects, by its counts. */
export async function readPartnerSide(
  query: ProjectQuery,
  words: string | null,
  counts: FacetCounts,
  names: Names,
  found: number,
): Promise<PartnerSide> {
  const counted = counts.get("country") ?? [];
  const [total, continent, positions] = await Promise.all([
    isChosen(query.chosen.country) ? countProjects(withChoice(query, "country", nothing), words) : found,
    continentOf(query),
    positionsOf(counted.map(({ value }) => value)),
  ]);
  const row = (key: FacetKey, { value, projects }: ValueCount): MapRow => ({
    key: value,
    name: names.get(key)?.get(value) ?? value,
    projects,
    position: positions.get(value) ?? null,
    query: withOnly(query, key, value),
    chosen: query.chosen[key].oneOf.includes(value),
  });
  return {
    total,
    widened: isChosen(query.chosen.country),
    continent,
    rows: counted.map((count) => row("country", count)),
    continents: (counts.get("region") ?? []).filter(({ value }) => continents.has(value)).map((count) => row("region", count)),
    world: withChoice(query, "region", nothing),
  };
}
