import type { ClientBase } from "pg";
import { AtlasError } from "@/lib/core/errors";
import countryShares from "./content/countries.json";
import type { NameFamily } from "./names";
import { type Weighted, weigh } from "./random";

export type Point = { latitude: number; longitude: number };

/** A country as the demo records use it. */
export type WorldCountry = {
  code: string;
  nameFr: string;
  nameEn: string;
  family: NameFamily;
  centre: Point | null;
  /** Largest places, from which partners take rough positions. In Canada those of Québec. */
  places: readonly Point[];
  /** Year around which its twinnings were signed; null where twinning with France is rare. */
  twinningPeak: number | null;
  neighbour: boolean;
};

export type WorldDepartement = { name: string; region: string; centre: Point };
export type WorldTheme = { id: number; code: string; labelFr: string; labelEn: string };

/** The real facts that demo records are set in; everything else about them is invented. */
export type World = {
  countries: Weighted<WorldCountry>;
  departements: readonly WorldDepartement[];
  /** Themes by the code of their first level. */
  themes: ReadonlyMap<string, readonly WorldTheme[]>;
};

const placesPerCountry = 24;
/** GeoNames code of Québec at administrative level 1: most French partners in Canada are there. */
const quebec = { country: "CA", admin1: "10" };

const familyOf = new Map<string, string>(
  Object.entries(countryShares.families).flatMap(([family, codes]) => codes.split(" ").map((code) => [code, family] as const)),
);
const peaks = new Map<string, number>(Object.entries(countryShares.twinningPeaks));
const neighbours = new Set(countryShares.neighbours.split(" "));

export type CountryFacts = { code: string; name_fr: string; name_en: string; latitude: string | null; longitude: string | null };

/** The error to throw where reference data are missing; its context holds a message key for people. */
export function referenceMissing(what: string): AtlasError {
  return new AtlasError("invalid_input", `demo records need the reference data (${what} missing): run \`reference load\` first`, {
    context: { message: "demo.error.referenceMissing", what },
  });
}

/** The countries of the demo records with their share. Throws `invalid_input` when one is not among `facts`. */
export function worldCountries(
  facts: readonly CountryFacts[],
  places: ReadonlyMap<string, readonly Point[]>,
): Weighted<WorldCountry> {
  const known = new Map(facts.map((country) => [country.code, country]));
  return weigh(
    Object.entries(countryShares.weights).map(([code, weight]) => {
      const country = known.get(code);
      if (!country) throw referenceMissing(`country ${code}`);
      const centre =
        country.latitude === null || country.longitude === null
          ? null
          : { latitude: Number(country.latitude), longitude: Number(country.longitude) };
      const entry: WorldCountry = {
        code,
        nameFr: country.name_fr,
        nameEn: country.name_en,
        family: familyOf.get(code) as NameFamily,
        centre,
        places: places.get(code) ?? [],
        twinningPeak: peaks.get(code) ?? null,
        neighbour: neighbours.has(code),
      };
      return [entry, weight] as const;
    }),
  );
}

async function readPlaces(client: ClientBase): Promise<Map<string, Point[]>> {
  const rows = await client.query<{ country_code: string; latitude: string; longitude: string }>(
    `SELECT country_code, latitude, longitude FROM (
       SELECT *, row_number() OVER (PARTITION BY country_code ORDER BY population DESC, geonames_id) AS rank
       FROM place WHERE country_code <> $2 OR admin1_code = $3) AS ranked
     WHERE rank <= $1 ORDER BY country_code, rank`,
    [placesPerCountry, quebec.country, quebec.admin1],
  );
  const places = new Map<string, Point[]>();
  for (const row of rows.rows) {
    const list = places.get(row.country_code) ?? [];
    list.push({ latitude: Number(row.latitude), longitude: Number(row.longitude) });
    places.set(row.country_code, list);
  }
  return places;
}

async function readDepartements(client: ClientBase): Promise<WorldDepartement[]> {
  const rows = await client.query<{ name: string; region: string; latitude: string; longitude: string }>(
    `SELECT d.name, r.name AS region, coalesce(d.latitude, c.latitude) AS latitude, coalesce(d.longitude, c.longitude) AS longitude
     FROM territory d
     JOIN territory r ON r.id = d.parent_id AND r.level = 'region'
     LEFT JOIN LATERAL (
       SELECT latitude, longitude FROM territory
       WHERE parent_id = d.id AND level = 'commune' AND latitude IS NOT NULL ORDER BY population DESC NULLS LAST, code LIMIT 1) AS c ON true
     WHERE d.level = 'departement' AND d.successor_id IS NULL AND coalesce(d.latitude, c.latitude) IS NOT NULL
     ORDER BY d.code`,
  );
  return rows.rows.map((row) => ({
    name: row.name,
    region: row.region,
    centre: { latitude: Number(row.latitude), longitude: Number(row.longitude) },
  }));
}

async function readThemes(client: ClientBase): Promise<Map<string, WorldTheme[]>> {
  const rows = await client.query<{ id: number; code: string; label_fr: string; label_en: string }>(
    `SELECT t.id, t.code, t.label_fr, t.label_en FROM theme t
     WHERE t.nomenclature_id = (
       SELECT n.id FROM theme_nomenclature n JOIN source s ON s.id = n.source_id
       WHERE s.code = 'atlas-nomenclature' ORDER BY n.valid_from, n.id LIMIT 1)
     ORDER BY t.code`,
  );
  const themes = new Map<string, WorldTheme[]>();
  for (const row of rows.rows) {
    const top = row.code.split(".")[0] ?? row.code;
    const list = themes.get(top) ?? [];
    list.push({ id: row.id, code: row.code, labelFr: row.label_fr, labelEn: row.label_en });
    themes.set(top, list);
  }
  return themes;
}

/** Reads the facts that demo records are set in. Throws `invalid_input` when the reference data are not there. */
export async function readWorld(client: ClientBase): Promise<World> {
  const countries = await client.query<CountryFacts>("SELECT code, name_fr, name_en, latitude, longitude FROM country");
  const departements = await readDepartements(client);
  if (departements.length === 0) throw referenceMissing("départements");
  const themes = await readThemes(client);
  if (themes.size === 0) throw referenceMissing("themes");
  return { countries: worldCountries(countries.rows, await readPlaces(client)), departements, themes };
}
