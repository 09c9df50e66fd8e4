import { type Coordinates, type Piece, world } from "./atlas";

type Ring = readonly Coordinates[];

const kilometresPerDegree = 111.2;
/** A point is looked for in the turn of the earth that the ring is drawn in, and in those beside it. */
const turns = [-360, 0, 360];

/** The rings of a piece without jumps, and the box around them, in degrees: a country across the date line goes on beyond 180°. */
type Shape = { rings: readonly Ring[]; west: number; south: number; east: number; north: number };

const shapes = new WeakMap<Piece, Shape>();

function shapeOf(piece: Piece): Shape {
  const known = shapes.get(piece);
  if (known) return known;
  const shape = { rings: [] as Ring[], west: 360, south: 90, east: -360, north: -90 };
  for (const ring of piece.coordinates) {
    let [before] = ring[0] ?? [];
    const points = ring.map(([longitude = 0, latitude = 0]): Coordinates => {
      before = longitude + 360 * Math.round(((before ?? longitude) - longitude) / 360);
      return [before, latitude];
    });
    for (const [x, y] of points) {
      shape.west = Math.min(shape.west, x);
      shape.east = Math.max(shape.east, x);
      shape.south = Math.min(shape.south, y);
      shape.north = Math.max(shape.north, y);
    }
    shape.rings.push(points);
  }
  shapes.set(piece, shape);
  return shape;
}

/** Even–odd rule, in degrees. */
function holds({ rings, west, south, east, north }: Shape, x: number, y: number): boolean {
  if (x < west || x > east || y < south || y > north) return false;
  let inside = false;
  for (const ring of rings) {
    let [ax, ay] = ring.at(-1) ?? [0, 0];
    for (const [bx, by] of ring) {
      if (by > y !== ay > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx) inside = !inside;
      [ax, ay] = [bx, by];
    }
  }
  return inside;
}

function isInside([x, y]: Coordinates, piece: Piece): boolean {
  return turns.some((turn) => holds(shapeOf(piece), x + turn, y));
}

/**
 * Degrees from a point to the nearest edge, on a plane that touches the earth at the point: good to a few hundred kilometres.
 * Edges farther than `most` are not looked for.
 */
function degreesTo([x, y]: Coordinates, piece: Piece, most: number): number {
  const { rings, west, south, east, north } = shapeOf(piece);
  const shrink = Math.cos((y * Math.PI) / 180);
  const below = Math.max(south - y, 0, y - north);
  let nearest = most;
  for (const turn of turns) {
    const beside = Math.max(west - x - turn, 0, x + turn - east) * shrink;
    if (Math.hypot(beside, below) >= nearest) continue;
    for (const ring of rings) {
      const [first] = ring;
      if (!first) continue;
      let [ax, ay] = [(first[0] - x - turn) * shrink, first[1] - y];
      for (const [longitude, latitude] of ring) {
        const [bx, by] = [(longitude - x - turn) * shrink, latitude - y];
        const [dx, dy] = [bx - ax, by - ay];
        const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
        nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
        [ax, ay] = [bx, by];
      }
    }
  }
  return nearest;
}

/** Kilometres by which a point lies outside the outline of a country; 0 inside, null where the atlas does not draw the country. */
export function kilometresOutside(point: Coordinates, code: string): number | null {
  const pieces = world().countries.get(code);
  if (!pieces) return null;
  if (pieces.some((piece) => isInside(point, piece))) return 0;
  return kilometresPerDegree * pieces.reduce((most, piece) => degreesTo(point, piece, most), Number.POSITIVE_INFINITY);
}

/** The country in whose outline a point lies; null at sea. */
export function countryAt(point: Coordinates): string | null {
  for (const [code, pieces] of world().countries) if (pieces.some((piece) => isInside(point, piece))) return code;
  return null;
}
