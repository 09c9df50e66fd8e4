import { geoContains, geoDistance } from "d3-geo";
import { type Coordinates, type Piece, world } from "./atlas";
import { distanceToSegment } from "./simplify";

const earthRadiusKm = 6371;
const kmPerDegree = (earthRadiusKm * Math.PI) / 180;

/**
 * Tells whether a position lies in a country or within `km` kilometres of its outline, which the atlas draws to some
 * 4 km. Null when the atlas does not draw the country.
 */
export function isNearCountry(code: string, point: Coordinates, km: number): boolean | null {
  const pieces = world().countries.get(code);
  if (!pieces) return null;
  const reach = km / earthRadiusKm;
  return pieces
    .filter((piece) => geoDistance(piece.centre, point) <= piece.radius + reach)
    .some((piece) => geoContains({ type: "Polygon", coordinates: piece.coordinates }, point) || distanceTo(piece, point) <= km);
}

/** Kilometres from a position to the outline of a piece, on a plane that touches the earth there. */
function distanceTo({ coordinates }: Piece, [longitude, latitude]: Coordinates): number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of coordinates) {
    const flat = ring.map(([x = 0, y = 0]): [number, number] => [
      (x - longitude) * shrink * kmPerDegree,
      (y - latitude) * kmPerDegree,
    ]);
    for (const [index, to] of flat.entries()) nearest = Math.min(nearest, distanceToSegment([0, 0], flat[index - 1] ?? to, to));
  }
  return nearest;
}
