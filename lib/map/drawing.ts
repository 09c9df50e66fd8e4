import { type GeoProjection, geoDistance, geoGraticule, geoPath } from "d3-geo";
import type { GeoJsonObject, MultiLineString, MultiPolygon } from "geojson";
import { type Coordinates, type Piece, world } from "./atlas";
import { SvgPathContext } from "./svg-path";

export type Size = { width: number; height: number };

/** Detail of coasts: points nearer to the line than `tolerance` and islets under `minArea` are dropped; in pixels of the drawing. */
export type Detail = { tolerance: number; minArea?: number };

/** Draws a shape as the value of a `d` attribute. */
export function drawer(projection: GeoProjection): (shape: GeoJsonObject, detail: Detail) => string {
  return (shape, detail) => {
    const context = new SvgPathContext(detail);
    geoPath(projection, context)(shape as Parameters<ReturnType<typeof geoPath>>[0]);
    return context.result();
  };
}

/**
 * Tells whether a piece of land or of border may be inside of a drawing: a look at circles, so that only those near by are
 * projected. A drawing that reaches beyond the edge of the world shows everything.
 */
function visibility(projection: GeoProjection, { width, height }: Size): (piece: Piece) => boolean {
  const inverted = (x: number, y: number): Coordinates | null => {
    const position = projection.invert?.([x, y]) ?? null;
    const [backX = Number.NaN, backY = Number.NaN] = (position && projection(position)) ?? [];
    return Math.abs(backX - x) < 1 && Math.abs(backY - y) < 1 ? position : null;
  };
  const centre = inverted(width / 2, height / 2);
  const edge = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => [
    inverted(part * width, 0),
    inverted(part * width, height),
    inverted(0, part * height),
    inverted(width, part * height),
  ]);
  if (!centre || edge.includes(null)) return () => true;
  const reach = Math.max(...edge.map((position) => geoDistance(centre, position as Coordinates))) * 1.1;
  return (piece) => geoDistance(centre, piece.centre) <= reach + piece.radius;
}

export type Ground = {
  /** Values of `d` attributes. */
  graticule: string;
  land: string;
  borders: string;
  /** Some pieces of land. */
  landOf(pieces: readonly Piece[]): string;
};

/** Draws what lies under every map; `step`: degrees between the lines of the graticule. */
export function groundOf(projection: GeoProjection, size: Size, coast: Detail, step: number): Ground {
  const draw = drawer(projection);
  const visible = visibility(projection, size);
  const landOf = (pieces: readonly Piece[]) => {
    const coordinates = pieces.filter(visible).map((piece) => piece.coordinates);
    return draw({ type: "MultiPolygon", coordinates } as MultiPolygon, coast);
  };
  const lines = world().borders.filter(visible);
  const borders = { type: "MultiLineString", coordinates: lines.flatMap((piece) => piece.coordinates) } as MultiLineString;
  return {
    graticule: draw(geoGraticule().step([step, step])(), { tolerance: coast.tolerance }),
    land: landOf(world().land),
    borders: draw(borders, { tolerance: coast.tolerance }),
    landOf,
  };
}
