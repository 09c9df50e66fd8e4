import type { Position } from "geojson";
import { type Point, ringArea, simplifyLine } from "./simplify";

/** Coordinates of a GeoJSON MultiPolygon. */
export type Outline = Position[][][];

/** Digits after the comma: 11 m, far below what a map of a département shows. */
const digits = 4;

/**
 * The outlines with fewer points, none of the dropped ones further than `tolerance` degrees from the new line. A border
 * between two of them loses the same points on both sides, so that no gap opens. Rings are wound as d3-geo wants them: the
 * outer ones clockwise, holes the other way; the reverse would stand for the rest of the globe.
 */
export function simplifyOutlines(outlines: readonly Outline[], tolerance: number): Outline[] {
  const rounded = outlines.map((outline) => outline.map((polygon) => polygon.map(openRing)));
  const isJunction = junctionsOf(rounded.flat(2));
  return rounded.map((outline) =>
    outline.map((polygon) => polygon.map((ring, index) => wound(simplifyRing(ring, isJunction, tolerance), index === 0))),
  );
}

type Ring = Point[];
type IsJunction = (point: Point) => boolean;

const keyOf = (point: Point) => `${point[0]} ${point[1]}`;
const same = (a: Point | undefined, b: Point | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** A closed ring without its last point and without repetitions, rounded. */
function openRing(ring: readonly Position[]): Ring {
  const points = ring.map(([x = 0, y = 0]): Point => [Number(x.toFixed(digits)), Number(y.toFixed(digits))]);
  return points.filter((point, index) => !same(point, points[index + 1] ?? points[0]) || points.length === 1);
}

/** Points where more than two lines meet: borders between the same two outlines begin and end there. */
function junctionsOf(rings: readonly Ring[]): IsJunction {
  const neighbours = new Map<string, Set<string>>();
  for (const ring of rings) {
    for (const [index, point] of ring.entries()) {
      const key = keyOf(point);
      const known = neighbours.get(key) ?? new Set();
      for (const other of [ring.at(index - 1), ring[(index + 1) % ring.length]]) if (other) known.add(keyOf(other));
      neighbours.set(key, known);
    }
  }
  return (point) => (neighbours.get(keyOf(point))?.size ?? 0) > 2;
}

function simplifyRing(ring: Ring, isJunction: IsJunction, tolerance: number): Ring {
  const junctions = ring.flatMap((point, index) => (isJunction(point) ? [index] : []));
  const anchors = junctions.length > 0 ? junctions : [firstOf(ring)];
  const lines = anchors.map((from, index) => {
    const to = anchors[index + 1] ?? (anchors[0] ?? 0) + ring.length;
    const line = Array.from({ length: to - from + 1 }, (_, step) => ring[(from + step) % ring.length] as Point);
    return simplifyBorder(line, tolerance).slice(0, -1);
  });
  const fewer = lines.flat();
  return fewer.length < 3 ? ring : fewer;
}

/** Index of the point that an island is taken to begin with, whichever way it is written. */
function firstOf(ring: Ring): number {
  return ring.reduce((best, [x, y], index) => {
    const [bestX, bestY] = ring[best] as Point;
    return x < bestX || (x === bestX && y < bestY) ? index : best;
  }, 0);
}

/** Both neighbours of a border must keep the same points: it is always read in the same direction. */
function simplifyBorder(line: Ring, tolerance: number): Ring {
  const ends = (points: Ring) => points.slice(0, 2).map(keyOf).join(" ");
  const backwards = line.toReversed();
  return ends(line) <= ends(backwards) ? simplifyLine(line, tolerance) : simplifyLine(backwards, tolerance).toReversed();
}

/** Closes a ring and turns it, clockwise when it is an outer one; its start is the same wherever the file begins it. */
function wound(ring: Ring, isOuter: boolean): Position[] {
  const turned = ringArea(ring) < 0 === isOuter ? ring : ring.toReversed();
  const start = firstOf(turned);
  return [...turned.slice(start), ...turned.slice(0, start + 1)].map(([x, y]) => [x, y]);
}
