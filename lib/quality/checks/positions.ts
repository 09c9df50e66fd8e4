import { countryAt, kilometresOutside } from "@/lib/map/outline";
import { frenchCountryCodes, sideOf } from "@/lib/projects/policy";

export type PositionRow = {
  project_id: number;
  organisation_id: number | null;
  key: string;
  name: string | null;
  country: string;
  latitude: number;
  longitude: number;
  /** GeoNames has the populated place there, in that country: the map of the world lacks Melilla and many islands. */
  known: boolean;
};

/** Positions of the places of the projects in $1. */
export const placesSql = `
  SELECT project_id, NULL::int AS organisation_id, position::text AS key, name, country_code AS country,
    latitude::float8 AS latitude, longitude::float8 AS longitude, false AS known
  FROM project_place WHERE project_id = ANY($1::int[]) AND latitude IS NOT NULL`;

/** Positions of the organisations that take part in the projects in $1. */
export const organisationsSql = `
  SELECT DISTINCT r.project_id, o.id AS organisation_id, '' AS key, o.name, o.country_code AS country,
    o.latitude::float8 AS latitude, o.longitude::float8 AS longitude,
    coalesce(g.country_code = o.country_code AND abs(g.latitude - o.latitude) < 0.5 AND abs(g.longitude - o.longitude) < 0.5, false) AS known
  FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id LEFT JOIN place g ON g.geonames_id = o.place_id
  WHERE r.project_id = ANY($1::int[]) AND o.latitude IS NOT NULL AND o.country_code IS NOT NULL`;

/** Positions that are outside their country, of those of some projects. */
export function outsideOf<Row extends PositionRow>(rows: readonly Row[]): Row[] {
  const at = ({ project_id, country, latitude, longitude }: Row) => `${project_id} ${country} ${latitude} ${longitude}`;
  const known = new Set(rows.filter((row) => row.known).map(at));
  return rows.filter((row) => !known.has(at(row)) && isOutside(row));
}

/** The outlines are those of a map of the world (1:50 million, simplified to 4 km): a coast or a border town may lie this far outside. */
const doubtKm = 30;
/** At sea a small island may be missing from the map; this far out it is none of the country. */
const certainKm = 300;

const judged = new Map<string, boolean>();
/** Positions repeat from record to record; beyond this many the memory starts anew. */
const mostJudged = 50_000;

/** True when a position is clearly not in its country: inside another one, or far out at sea. A country that is not drawn is not judged. */
function isOutside({ country, latitude, longitude }: Pick<PositionRow, "country" | "latitude" | "longitude">): boolean {
  const key = `${country} ${latitude} ${longitude}`;
  const known = judged.get(key);
  if (known !== undefined) return known;
  const outside = judge(country, [longitude, latitude]);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(key, outside);
  return outside;
}

function judge(country: string, point: [longitude: number, latitude: number]): boolean {
  const away = kilometresOutside(point, country);
  if (away === null || away <= doubtKm) return false;
  // An authority overseas may be of France or of its own code.
  const isFrench = sideOf(country) === "french";
  if (isFrench && [...frenchCountryCodes].some((code) => (kilometresOutside(point, code) ?? certainKm) <= doubtKm)) return false;
  return away > certainKm || countryAt(point) !== null;
}
