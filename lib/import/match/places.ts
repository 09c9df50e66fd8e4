import type { Sql } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import type { EntryPosition } from "../draft";
import { subdivisionOf } from "./subdivisions";

export type InferredPlace = { position: EntryPosition; subdivisionCode: string | null };

/** Below this, a town's name is too often also a common word or a person's name. */
const leastPopulation = 50_000;
/** Longest names of towns have about six words. */
const longestName = 6;

/** Words of kinds of bodies: none of them places an organisation, even where a town bears that name. */
const kindWords = new Set(
  (
    "ville commune mairie municipalite region province departement district conseil communaute union agence association " +
    "centre international internationale national nationale federation universite institut ministere comite nord sud est ouest"
  ).split(" "),
);

type Place = { id: number; name: string; latitude: number; longitude: number; admin1: string | null };

/** Towns of a country by each of their names. */
type Towns = ReadonlyMap<string, readonly Place[]>;
/** The towns of the countries that were asked for: a country has a thousand at most, and a file asks for each body that it names. */
export type LargeTowns = Map<string, Towns>;

/**
 * The populated place whose name stands in an organisation's name ("Québec International"), when only one of the country
 * fits: of several, the longest name decides, and a tie decides nothing.
 */
export async function inferPlace(sql: Sql, known: LargeTowns, name: string, countryCode: string): Promise<InferredPlace | null> {
  const lengths = wordRuns(normaliseName(name));
  if (lengths.size === 0) return null;
  const towns = known.get(countryCode) ?? (await readTowns(sql, countryCode));
  known.set(countryCode, towns);
  const found = [...lengths].filter(([run]) => towns.has(run));
  const longest = Math.max(0, ...found.map(([, length]) => length));
  const [only, ...others] = new Set(found.flatMap(([run, length]) => (length === longest ? (towns.get(run) ?? []) : [])));
  if (!only || others.length > 0) return null;
  const { id, latitude, longitude, admin1 } = only;
  return {
    position: {
      latitude: latitude.toFixed(5),
      longitude: longitude.toFixed(5),
      precision: "inferred",
      place: { id, name: only.name },
    },
    subdivisionCode: subdivisionOf(countryCode, admin1),
  };
}

async function readTowns(sql: Sql, countryCode: string): Promise<Towns> {
  const { rows } = await sql.query<Place & { names: string[] }>(
    `SELECT geonames_id AS id, name, latitude::float8, longitude::float8, admin1_code AS admin1, normalised_names AS names
     FROM place WHERE country_code = $1 AND population >= $2`,
    [countryCode, leastPopulation],
  );
  const towns = new Map<string, Place[]>();
  for (const { names, ...place } of rows)
    for (const name of names) {
      const others = towns.get(name);
      if (others) others.push(place);
      else towns.set(name, [place]);
    }
  return towns;
}

/** Every run of words of a normalised name that may be a place, with its number of words. */
function wordRuns(name: string): Map<string, number> {
  const words = name.split(" ").slice(0, 40);
  const runs = new Map<string, number>();
  for (let start = 0; start < words.length; start++) {
    for (let length = 1; length <= longestName && start + length <= words.length; length++) {
      const run = words.slice(start, start + length);
      const text = run.join(" ");
      if (text.length > 2 && !run.every((word) => kindWords.has(word))) runs.set(text, length);
    }
  }
  return runs;
}

/** Country and English name of a city among the given countries, or where else in the world it may be. */
export async function findCity(
  db: DatabaseReader,
  city: string,
  countryCodes: readonly string[],
): Promise<{ countryCode: string; name: string } | "elsewhere" | null> {
  const places = await db.place.findMany({
    where: { normalisedNames: { has: normaliseName(city) } },
    select: { name: true, countryCode: true, population: true },
    orderBy: { population: "desc" },
  });
  const inCountries = places.filter(({ countryCode }) => countryCodes.includes(countryCode));
  const [first] = inCountries;
  if (first && inCountries.every(({ countryCode }) => countryCode === first.countryCode)) return first;
  return first || places.some(({ population }) => population >= leastPopulation) ? "elsewhere" : null;
}
