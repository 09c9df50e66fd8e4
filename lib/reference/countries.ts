import { geoArea, geoCentroid } from "d3-geo";
import type { Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import { normaliseName, slugify } from "@/lib/core/text";
import type { BulkWriter } from "./bulk";
import { englishOverrides, extraAliases, frenchOverrides } from "./country-names";
import { type IsoCountry, readIsoCountries, readWorldAtlas } from "./packages";
import type { SourceIds } from "./sources";
import { regionsOf } from "./world-regions";

const step = "reference.progress.countries";
export type Point = { latitude: number; longitude: number };

/** The European Commission, the World Bank and others use XKX; the ISO package writes XKK. */
const alpha3Overrides: Readonly<Record<string, string>> = { XK: "XKX" };

const typographic = (name: string) => name.replaceAll("'", "’");
const frenchName = (country: IsoCountry) => frenchOverrides[country.code] ?? typographic(country.fr[0]);
const englishName = (country: IsoCountry) => englishOverrides[country.code] ?? typographic(country.en[0]);

function largestPolygon(polygons: readonly Position[][][]): Polygon | undefined {
  const shapes = polygons.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return shapes.sort((a, b) => geoArea(b) - geoArea(a))[0];
}

/** Centroid of each country's largest piece of land, by numeric code and by alpha-3 (for areas without a numeric one). */
function centroids(): Map<string, Point> {
  const world = readWorldAtlas();
  const points = new Map<string, Point>();
  for (const { id, properties, geometry } of feature(world, world.objects.countries).features) {
    if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") continue;
    const polygon = largestPolygon(geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
    if (!polygon) continue;
    const [longitude, latitude] = geoCentroid(polygon);
    // A country's centroid means nothing below a kilometre, and more digits would depend on the machine's arithmetic.
    const point = { latitude: Number(latitude.toFixed(2)), longitude: Number(longitude.toFixed(2)) };
    for (const key of [id, properties.a3]) if (typeof key === "string" && !points.has(key)) points.set(key, point);
  }
  return points;
}

function displayNames(locale: string, code: string): string[] {
  return (["long", "short"] as const).flatMap((style) => {
    const name = new Intl.DisplayNames(locale, { type: "region", style, fallback: "none" }).of(code);
    return name === undefined ? [] : [name];
  });
}

/** Country of each normalised spelling. Our own names win over those of the packages; see `extraAliases` for the settled cases. */
export function countryAliases(countries: readonly IsoCountry[] = readIsoCountries()): Map<string, string> {
  const aliases = new Map<string, string>();
  const add = (code: string, names: readonly string[]) => {
    for (const name of names) {
      const alias = normaliseName(name);
      if ((alias.length > 2 || alias === "uk") && !aliases.has(alias)) aliases.set(alias, code);
    }
  };
  for (const [code, names] of Object.entries(extraAliases)) add(code, names);
  for (const country of countries) add(country.code, [frenchName(country), englishName(country)]);
  for (const country of countries) add(country.code, [...country.fr, ...country.en]);
  for (const { code } of countries) add(code, [...displayNames("fr", code), ...displayNames("en", code)]);
  return aliases;
}

/**
 * Stores countries and their spellings. `mainPlaces`: position of the most populous place of each country, for those too
 * small for the map.
 */
export async function loadCountries(
  writer: BulkWriter,
  source: SourceIds,
  mainPlaces: ReadonlyMap<string, Point>,
): Promise<void> {
  const countries = readIsoCountries();
  const points = centroids();
  const rows = countries.map((country) => {
    const alpha3 = alpha3Overrides[country.code] ?? country.alpha3;
    const { continent, subregion } = regionsOf(country);
    const point = points.get(country.numeric) ?? points.get(alpha3) ?? mainPlaces.get(country.code);
    return {
      code: country.code,
      alpha3,
      numeric: country.numeric,
      name_fr: frenchName(country),
      name_en: englishName(country),
      slug_fr: slugify(frenchName(country)),
      slug_en: slugify(englishName(country)),
      continent_code: continent,
      subregion_code: subregion,
      latitude: point?.latitude ?? null,
      longitude: point?.longitude ?? null,
      source_id: source("iso-3166"),
    };
  });
  await writer.upsert(step, "country", ["code"], rows);
  const aliases = [...countryAliases(countries)].map(([alias, code]) => ({ alias, country_code: code }));
  await writer.upsert(step, "country_alias", ["alias"], aliases);
}
