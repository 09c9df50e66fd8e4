import { countries as countryList } from "countries-list";
import type { Client } from "pg";
import { normaliseName } from "@/lib/core/text";
import { type PlaceCandidate, spellingsOf } from "./seat";

/** What places to look for: those of the name, and those around the position. */
export type PlaceRequest = {
  countryCodes: readonly string[];
  city: string | null;
  point: { latitude: number; longitude: number } | null;
};

/** Degrees around a position, and inhabitants of a place that a seat may be inferred from. */
const around = 0.5;
const leastPopulation = 50_000;

/** Capital of a country in English, where the list has one. */
export function capitalOf(countryCode: string): string | null {
  const known: Readonly<Record<string, { capital: string }>> = countryList;
  return known[countryCode]?.capital || null;
}

/** Populated places for each request, by its position in the list, in one query. */
export async function loadPlaceCandidates(client: Client, requests: readonly PlaceRequest[]): Promise<PlaceCandidate[][]> {
  const input = requests.map(({ countryCodes, city, point }, key) => ({
    key,
    countries: countryCodes,
    names: [...(city === null ? [] : spellingsOf(city)), ...countryCodes.flatMap((code) => capitalOf(code) ?? [])].map(
      normaliseName,
    ),
    ...point,
  }));
  const { rows } = await client.query<PlaceCandidate & { key: number }>(
    `WITH input AS MATERIALIZED (
       SELECT * FROM json_to_recordset($1::json) AS stated(key int, countries text[], names text[], latitude float8, longitude float8)),
     large AS MATERIALIZED (SELECT geonames_id, country_code, latitude, longitude FROM place WHERE population >= $2),
     found AS (
       SELECT input.key, p.geonames_id FROM input JOIN place p ON p.normalised_names && input.names
         AND p.country_code::text = ANY(input.countries)
       UNION
       SELECT input.key, p.geonames_id FROM input JOIN large p ON p.latitude BETWEEN input.latitude - $3 AND input.latitude + $3
         AND p.longitude BETWEEN input.longitude - $3 AND input.longitude + $3 AND p.country_code::text = ANY(input.countries))
     SELECT found.key, p.geonames_id AS "geonamesId", p.name, p.country_code AS "countryCode", p.latitude::float8,
       p.longitude::float8, p.population, p.normalised_names AS names
     FROM found JOIN place p USING (geonames_id) ORDER BY found.key, p.geonames_id`,
    [JSON.stringify(input), leastPopulation, around],
  );
  const found: PlaceCandidate[][] = requests.map(() => []);
  for (const { key, ...place } of rows) found[key]?.push(place);
  return found;
}

/** Codes of countries by every normalised spelling, and their names by code. */
export type CountryNames = {
  codes: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, { fr: string; en: string }>;
};

/** Loads the countries; empty when the reference data are not loaded. */
export async function loadCountryNames(client: Client): Promise<CountryNames> {
  const aliases = await client.query<{ alias: string; code: string }>("SELECT alias, country_code AS code FROM country_alias");
  const countries = await client.query<{ code: string; fr: string; en: string }>(
    "SELECT code, name_fr AS fr, name_en AS en FROM country",
  );
  return {
    codes: new Map([
      ...aliases.rows.map(({ alias, code }) => [alias, code] as const),
      ...countries.rows.flatMap(({ code, fr, en }) => [fr, en].map((name) => [normaliseName(name), code] as const)),
    ]),
    names: new Map(countries.rows.map(({ code, fr, en }) => [code, { fr, en }])),
  };
}
