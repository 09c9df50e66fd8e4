import { type Coordinates, type Piece, world } from "./atlas";

type Ring = readonly Coordinates[];

const kilometresPerDegree = 111.2;
/** A point is looked for in the turn of the earth that the ring is drawn in, and in those beside it. */
const turns = [-360, 0, 360];

const unrolled = new WeakMap<Piece, Ring[]>();

/** The rings of a piece without jumps: a country across the date line goes on beyond 180° instead of coming back at −180°. */
function ringsOf(piece: Piece): Ring[] {
  const known = unrolled.get(piece);
  if (known) return known;
  const rings = piece.coordinates.map((ring) => {
    let [before] = ring[0] ?? [];
    return ring.map(([longitude = 0, latitude = 0]): Coordinates => {
      before = longitude + 360 * Math.round(((before ?? longitude) - longitude) / 360);
      return [before, latitude];
    });
  });
  unrolled.set(piece, rings);
  return rings;
}

/** Even–odd rule, in degrees. */
function holds(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[index - 1] ?? ring.at(-1) ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}

function isInside([x, y]: Coordinates, piece: Piece): boolean {
  return turns.some((turn) => holds(ringsOf(piece), x + turn, y));
}

/** Kilometres from a point to the nearest edge, on a plane that touches the earth at the point: good to a few hundred. */
function distanceTo([x, y]: Coordinates, piece: Piece): number {
  const shrink = Math.cos((y * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of ringsOf(piece))
    for (const turn of turns) {
      const points = ring.map(([longitude, latitude]) => [(longitude - x - turn) * shrink, latitude - y] as const);
      for (const [index, [bx, by]] of points.entries()) {
        const [ax, ay] = points[index - 1] ?? [bx, by];
        const [dx, dy] = [bx - ax, by - ay];
        const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
        nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
      }
    }
  return nearest * kilometresPerDegree;
}

/** Kilometres by which a point lies outside the outline of a country; 0 inside, null where the atlas does not draw the country. */
export function kilometresOutside(point: Coordinates, code: string): number | null {
  const pieces = world().countries.get(code);
  if (!pieces) return null;
  if (pieces.some((piece) => isInside(point, piece))) return 0;
  return Math.min(...pieces.map((piece) => distanceTo(point, piece)));
}

/** The country in whose outline a point lies; null at sea. */
export function countryAt(point: Coordinates): string | null {
  for (const [code, pieces] of world().countries) if (pieces.some((piece) => isInside(point, piece))) return code;
  return null;
}
