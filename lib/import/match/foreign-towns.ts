import type { Sql } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import { type Degrees, kilometresBetween } from "@/lib/core/geo";
import { normaliseName } from "@/lib/core/text";
import type { EntryPosition, OrganisationEntry } from "../draft";
import type { Reason } from "../reasons";
import type { OrganisationIndex } from "./organisation-index";
import { subdivisionOf } from "./subdivisions";

/** A town abroad as a list names it. `qualifier`: what stands in brackets or after a comma. */
export type ForeignTown = {
  stated: string;
  name: string;
  qualifier: string | null;
  countryCode: string;
  position: Degrees | null;
};

export type TownMatch = { entry: OrganisationEntry; told: { reason: Reason; value: string }[] };

type Place = {
  id: number;
  name: string;
  countryCode: string;
  admin1: string | null;
  latitude: number;
  longitude: number;
  population: number;
  names: string[];
};

/** Populated places by country and name. */
export type Places = ReadonlyMap<string, Place[]>;

/** Degrees between which the places of a country lie. */
type Extent = { south: number; north: number; west: number; east: number };
/** Degrees beyond the last place of the list: villages at the border. */
const margin = 0.5;
/** Coordinates of a list and those of GeoNames for one town are nearer than this. */
const samePlaceKm = 25;
/** Qualifiers of bodies that are no town: a district, a rural municipality around a town of its name. */
const otherBody = /\b(?:district|county|province|region|rural gmina|gmina|comarca|department|landkreis|kreis|raion|oblast)\b/;

/** Finds or makes the authorities of towns abroad, by GeoNames number, else by name and country. */
export class ForeignTowns {
  /** By GeoNames number, and by country and name. */
  readonly #byCode = new Map<string, OrganisationEntry>();
  #places: Places = new Map();
  #extents: ReadonlyMap<string, Extent> = new Map();

  private constructor(private readonly index: OrganisationIndex) {}

  /** Reads the GeoNames numbers that organisations have. */
  static async load(db: DatabaseReader, index: OrganisationIndex): Promise<ForeignTowns> {
    const towns = new ForeignTowns(index);
    await towns.reload(db);
    const extents = await db.$queryRaw<(Extent & { countryCode: string })[]>`
      SELECT country_code AS "countryCode", min(latitude)::float8 AS south, max(latitude)::float8 AS north,
        min(longitude)::float8 AS west, max(longitude)::float8 AS east
      FROM place GROUP BY country_code`;
    towns.#extents = new Map(extents.map((extent) => [extent.countryCode, extent]));
    return towns;
  }

  async reload(db: DatabaseReader): Promise<void> {
    const codes = await db.organisationCode.findMany({
      where: { scheme: "geonames" },
      select: { code: true, organisationId: true },
    });
    const all = this.index.all();
    const byId = new Map(all.filter(({ merged }) => !merged).map((entry) => [entry.id, entry]));
    for (const { code, organisationId } of codes) {
      const entry = byId.get(organisationId);
      if (entry) this.#byCode.set(code, entry);
    }
    for (const entry of all)
      if (entry.merged && entry.own && entry.position?.place) this.#byCode.set(String(entry.position.place.id), entry);
  }

  /** Places among which towns are found from now on. */
  use(places: Places): void {
    this.#places = places;
  }

  /** The authority of a town: known, or a new entry. Its places must be in use. */
  resolve(town: ForeignTown): TownMatch {
    if (town.qualifier !== null && otherBody.test(normaliseName(town.qualifier)))
      return { entry: this.#named(town.stated, town, "foreign_authority", null), told: [] };
    const { place, told } = this.#place(town);
    // A wrong position is not kept, and says nothing of where the town is.
    const located = this.#isInCountry(town) ? town : { ...town, position: null };
    if (!place) return { entry: this.#named(town.stated, located, "foreign_municipality", null), told };
    const known = this.#byCode.get(String(place.id));
    if (known) return { entry: known, told };
    const entry = this.#named(town.name, town, "foreign_municipality", place);
    this.#byCode.set(String(place.id), entry);
    return { entry, told };
  }

  /** The populated place: the one at the position; without a position, the only one of the name. */
  #place({ name, countryCode, position }: ForeignTown): { place: Place | null; told: TownMatch["told"] } {
    const places = this.#places.get(`${countryCode} ${normaliseName(name)}`) ?? [];
    const [only, ...others] = places;
    if (!only) return { place: null, told: [] };
    if (!position) {
      if (others.length === 0) return { place: only, told: [] };
      return { place: null, told: [{ reason: "place_ambiguous", value: name }] };
    }
    const ranked = places
      .map((place) => ({ place, distance: kilometresBetween(place, position) }))
      .sort((a, b) => a.distance - b.distance || b.place.population - a.place.population);
    const [nearest] = ranked;
    if (nearest && nearest.distance <= samePlaceKm) return { place: nearest.place, told: [] };
    const isWrong = !this.#isInCountry({ countryCode, position });
    return {
      place: isWrong && others.length === 0 ? only : null,
      told: [{ reason: "place_elsewhere", value: `${name}: ${Math.round(nearest?.distance ?? 0)} km` }],
    };
  }

  /** False for a position outside the country, by the places of the country that lie farthest. */
  #isInCountry({ countryCode, position }: Pick<ForeignTown, "countryCode" | "position">): boolean {
    const extent = this.#extents.get(countryCode);
    if (!extent || !position) return true;
    const { latitude, longitude } = position;
    const isBetween = (value: number, low: number, high: number) => value >= low - margin && value <= high + margin;
    return isBetween(latitude, extent.south, extent.north) && isBetween(longitude, extent.west, extent.east);
  }

  #named(name: string, town: ForeignTown, kindCode: string, place: Place | null): OrganisationEntry {
    const { countryCode } = town;
    const isThere = ({ position }: OrganisationEntry) =>
      position === null || (place ? position.place?.id === place.id : !isFar(position, town.position));
    const bearing = [...this.index.named(normaliseName(name)), ...this.index.ofStem("commune", name)];
    const known = bearing.find((entry) => entry.countryCode === countryCode && entry.kindCode === kindCode && isThere(entry));
    if (known) return known;
    const entry: OrganisationEntry = {
      ...{ id: null, publicId: null, name, nameEn: null, kindCode, countryCode, successorId: null, own: true },
      subdivisionCode: place ? subdivisionOf(countryCode, place.admin1) : null,
      position: place ? positionOf(place) : statedPosition(town),
      codes: place ? [{ scheme: "geonames", code: String(place.id) }] : [],
    };
    this.index.add(entry, [normaliseName(name)]);
    return entry;
  }
}

/** The populated places of the names of many towns, by one query. */
export async function findPlaces(sql: Sql, towns: readonly ForeignTown[]): Promise<Places> {
  const sought = new Map(towns.map(({ name, countryCode }) => [`${countryCode} ${normaliseName(name)}`, countryCode]));
  const names = [...sought.keys()].map((key) => key.slice(3));
  // A name at a time, and the country after it: otherwise the planner reads the whole table, or all places of a country.
  const { rows } = await sql.query<Place>(
    `SELECT p.geonames_id AS id, p.name, p.country_code AS "countryCode", p.admin1_code AS admin1, p.latitude::float8,
       p.longitude::float8, p.population, p.normalised_names AS names
     FROM unnest($1::text[], $2::text[]) AS sought (name, country)
     CROSS JOIN LATERAL (SELECT * FROM place WHERE place.normalised_names @> ARRAY[sought.name] OFFSET 0) AS p
     WHERE p.country_code = sought.country`,
    [names, [...sought.values()]],
  );
  const found = new Map<string, Place[]>();
  for (const place of new Map(rows.map((row) => [row.id, row])).values())
    for (const name of place.names) {
      const key = `${place.countryCode} ${name}`;
      const places = found.get(key);
      if (places) places.push(place);
      else if (sought.has(key)) found.set(key, [place]);
    }
  return found;
}

/** Two towns of one name in one country, far from each other. */
function isFar(stored: EntryPosition | null, stated: Degrees | null): boolean {
  if (!stored || !stated) return false;
  return kilometresBetween({ latitude: Number(stored.latitude), longitude: Number(stored.longitude) }, stated) > samePlaceKm;
}

function positionOf({ id, name, latitude, longitude }: Place): EntryPosition {
  return {
    ...{ latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) },
    precision: "municipality",
    place: { id, name },
  };
}

function statedPosition({ position }: ForeignTown): EntryPosition | null {
  if (!position) return null;
  const { latitude, longitude } = position;
  return { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5), precision: "municipality", place: null };
}
