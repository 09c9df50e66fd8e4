import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { Coordinates } from "@/lib/map/atlas";
import { countProjects } from "@/lib/projects/queries/list";
import type { FacetCounts } from "./counts";
import { isChosen, nothing } from "./facets";
import { type FrenchSide, readFrenchSide } from "./map-french";
import { type Lines, readLines } from "./map-lines";
import { type MapSide, withOnly } from "./map-rows";
import { type ProjectQuery, withChoice } from "./params";

/** What the map of a search shows: countries and French territories, each counted without its own choice. */
export type SearchMap = {
  countries: MapSide;
  french: FrenchSide;
  /** The lines of the one place that is chosen; null where none or several are. */
  lines: Lines | null;
};

type CountryRow = { code: string; fr: string; en: string; latitude: number | null; longitude: number | null };

/** Countries of a search by its counts, with those projects that state none. */
async function readCountries(query: ProjectQuery, counts: FacetCounts, total: number, locale: Locale): Promise<MapSide> {
  const counted = counts.get("country") ?? [];
  const rows = await db().$queryRaw<CountryRow[]>`
    SELECT code::text, name_fr AS fr, name_en AS en, latitude::float8, longitude::float8 FROM country
    WHERE code = ANY(${counted.map(({ value }) => value)}::text[])`;
  const known = new Map(rows.map((row) => [row.code, row]));
  return {
    total,
    rows: counted.map(({ value, projects }) => {
      const row = known.get(value);
      const located = row && row.latitude !== null && row.longitude !== null;
      return {
        key: value,
        name: row ? inLocale(locale, row.fr, row.en) : translator(locale)("projects.none.country"),
        projects,
        position: located ? ([row.longitude, row.latitude] as Coordinates) : null,
        query: withOnly(query, "country", value),
        chosen: query.chosen.country.oneOf.includes(value),
      };
    }),
  };
}

/** The map of a search that finds `total` projects, by its counts; null for records as they stood on a day: counts are of the present. */
export async function readMap(
  query: ProjectQuery,
  words: string | null,
  counts: FacetCounts,
  total: number,
  locale: Locale,
): Promise<SearchMap | null> {
  if (query.asOf?.view === "known") return null;
  const anywhere = isChosen(query.chosen.country) ? countProjects(withChoice(query, "country", nothing), words) : total;
  const [countries, french, lines] = await Promise.all([
    Promise.resolve(anywhere).then((all) => readCountries(query, counts, all, locale)),
    readFrenchSide(query, words, locale),
    readLines(query, words, total, locale),
  ]);
  return { countries, french, lines };
}
