import { normaliseName } from "@/lib/core/text";
import type { BulkWriter, Row } from "./bulk";
import type { Point } from "./countries";
import { readCityLines } from "./packages";
import type { SourceIds } from "./sources";

/** A populated place of GeoNames; `admin` are its codes of administrative levels 1 to 4. */
export type City = Point & {
  id: number;
  name: string;
  asciiName: string;
  alternates: string;
  featureCode: string;
  country: string;
  admin: readonly [string, string, string, string];
  population: number;
  /** IANA. */
  timeZone: string;
};

/** Countries and areas of ISO 3166-1 whose places are French territories, and so not places abroad. */
export const frenchCountryCodes: ReadonlySet<string> = new Set("FR GP MQ GF RE YT PM BL MF TF WF PF NC".split(" "));

/** No place of the extract needs more to be found; the bound keeps one hostile row from swelling the index. */
const maxNames = 60;
const maxNameLength = 80;

/** The extract of GeoNames, with the day of its newest record (ISO). Lines without the 19 fields are left out. */
export function readCities(): { cities: City[]; asOf: string } {
  const cities: City[] = [];
  let asOf = "";
  for (const line of readCityLines()) {
    const [
      id,
      name,
      asciiName,
      alternates,
      latitude,
      longitude,
      ,
      featureCode,
      country,
      ,
      a1,
      a2,
      a3,
      a4,
      population,
      ,
      ,
      timeZone,
      modified,
    ] = line.trimEnd().split("\t");
    if (!id || !name || !country || modified === undefined) continue;
    if (modified > asOf) asOf = modified;
    cities.push({
      id: Number(id),
      name,
      asciiName: asciiName ?? "",
      alternates: alternates ?? "",
      latitude: Number(latitude),
      longitude: Number(longitude),
      featureCode: featureCode ?? "",
      country,
      admin: [a1 ?? "", a2 ?? "", a3 ?? "", a4 ?? ""],
      population: Number(population) || 0,
      timeZone: timeZone ?? "",
    });
  }
  return { cities, asOf };
}

/** Position of the most populous place of each country. */
export function mainPlaces(cities: readonly City[]): Map<string, Point> {
  const main = new Map<string, City>();
  for (const city of cities) {
    const best = main.get(city.country);
    if (!best || city.population > best.population) main.set(city.country, city);
  }
  return main;
}

/** Latin letters, digits and marks: what the files of French authorities are written in. */
const latin = /^[\p{Script=Latin}\p{M}\p{N}\p{P}\p{Zs}\p{Sk}]+$/u;

/** All spellings of a place in the form in which names are compared, its own name first. */
export function placeNames(city: City): string[] {
  const names = new Set([city.name, city.asciiName].map(normaliseName).filter((name) => name !== ""));
  for (const spelling of new Set(city.alternates.split(","))) {
    if (names.size === maxNames) break;
    if (spelling.length > maxNameLength || !latin.test(spelling)) continue;
    const name = normaliseName(spelling);
    if (name !== "") names.add(name);
  }
  return [...names];
}

function* placeRows(cities: readonly City[], sourceId: number): Generator<Row> {
  for (const city of cities)
    yield {
      geonames_id: city.id,
      name: city.name,
      country_code: city.country,
      admin1_code: city.admin[0] || null,
      latitude: city.latitude,
      longitude: city.longitude,
      population: city.population,
      normalised_names: placeNames(city),
      time_zone: city.timeZone || null,
      source_id: sourceId,
    };
}

/** Stores the populated places outside France; French ones are territories. */
export async function loadPlaces(writer: BulkWriter, source: SourceIds, cities: readonly City[]): Promise<void> {
  const abroad = cities.filter((city) => !frenchCountryCodes.has(city.country));
  const rows = placeRows(abroad, source("geonames"));
  await writer.upsert("reference.progress.places", "place", ["geonames_id"], rows, { total: abroad.length });
}
