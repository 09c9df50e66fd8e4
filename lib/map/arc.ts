import {
  type GeoProjection,
  geoAzimuthalEqualArea,
  geoDistance,
  geoEqualEarth,
  geoGraticule,
  geoInterpolate,
  geoPath,
  geoRotation,
} from "d3-geo";
import type { GeoJsonObject, MultiLineString, MultiPolygon } from "geojson";
import { type Coordinates, type Piece, world } from "./atlas";
import { SvgPathContext } from "./svg-path";

/** One end of a partnership on the map. */
export type MapEnd = { side: "french" | "partner"; name: string; country: string | null; longitude: number; latitude: number };

export type ArcGeometry = {
  width: number;
  height: number;
  /** Values of `d` attributes. */
  graticule: string;
  land: string;
  borders: string;
  frenchLand: string;
  partnerLand: string;
  arcs: string[];
  ends: (MapEnd & { x: number; y: number })[];
  /** Great-circle distance of the first arc, in kilometres. */
  kilometres: number;
};

const size = { width: 960, height: 640 };
/** Room around the arc for the names of the ends. */
const padding = { x: 150, y: 120 };
const worldPadding = { x: 12, y: 12 };
/** Detail of coasts and borders, in half-pixels of the drawn map: below it a reader sees no difference. */
const coast = { tolerance: 2, minArea: 40 };
const earthRadiusKm = 6371;
/** The narrowest view: closer than this the 1:50 m coastlines look wrong. */
const narrowestKm = 1_600;
/** Beyond this distance from the centre (radians) an azimuthal map deforms too much: the whole world is shown instead. */
const widestSpread = (70 * Math.PI) / 180;
/** How far the view's centre stands aside of the arc, in degrees: through the centre a great circle would be a straight line. */
const aside = 28;
/** Ends drawn at most; more would be a blot. */
export const maxEnds = 24;

const at = (end: MapEnd): Coordinates => [end.longitude, end.latitude];

/** Each partner is joined to the first French end, each further French end to the first partner: lines, not a web. */
function pairs(ends: readonly MapEnd[]): [MapEnd, MapEnd][] {
  const french = ends.filter((end) => end.side === "french");
  const partners = ends.filter((end) => end.side === "partner");
  const [lead, host] = [french[0], partners[0]];
  if (!lead || !host) return [];
  return [
    ...partners.map((partner): [MapEnd, MapEnd] => [lead, partner]),
    ...french.slice(1).map((end): [MapEnd, MapEnd] => [end, host]),
  ];
}

/** Centre of the view: beside the arc's middle, towards the equator for an arc that runs east–west, else to the east. */
function viewCentre(from: Coordinates, to: Coordinates): Coordinates {
  const middle = geoInterpolate(from, to)(0.5);
  const turn = geoRotation([-middle[0], -middle[1]]);
  const [east, north] = turn(to);
  const length = Math.hypot(east, north) || 1;
  const towardsEquator = middle[1] >= 0 ? -1 : 1;
  const flip = Math.sign((east / length) * towardsEquator || 1);
  return turn.invert([(-north / length) * aside * flip * 0.6, (east / length) * aside * flip]) as Coordinates;
}

function fitted(lines: MultiLineString, lead: [Coordinates, Coordinates], points: Coordinates[]): GeoProjection {
  const centre = viewCentre(...lead);
  const wide = points.some((point) => geoDistance(centre, point) > widestSpread);
  const projection = wide
    ? geoEqualEarth().rotate([-geoInterpolate(...lead)(0.5)[0], 0])
    : geoAzimuthalEqualArea().rotate([-centre[0], -centre[1]]);
  const { x: dx, y: dy } = wide ? worldPadding : padding;
  projection.precision(0.3).fitExtent(
    [
      [dx, dy],
      [size.width - dx, size.height - dy],
    ],
    wide ? { type: "Sphere" } : lines,
  );
  const closest = (size.width * earthRadiusKm) / narrowestKm;
  if (projection.scale() > closest) {
    projection.scale(closest).translate([0, 0]);
    const [x, y] = projection(geoInterpolate(...lead)(0.5)) ?? [0, 0];
    projection.translate([size.width / 2 - x, size.height / 2 - y]);
  }
  return projection.clipExtent([
    [0, 0],
    [size.width, size.height],
  ]);
}

/** Tells whether a piece of land may be inside the frame. */
function visibility(projection: GeoProjection): (piece: Piece) => boolean {
  const invert = (x: number, y: number) => (projection.invert?.([x, y]) ?? null) as Coordinates | null;
  const centre = invert(size.width / 2, size.height / 2);
  const corners = [0, 0.5, 1].flatMap((x) => [0, 0.5, 1].map((y) => invert(x * size.width, y * size.height)));
  if (!centre || corners.some((corner) => !corner || Number.isNaN(corner[0]))) return () => true;
  const reach = Math.max(...corners.map((corner) => geoDistance(centre, corner as Coordinates))) * 1.1;
  return (piece) => geoDistance(centre, piece.centre) <= reach + piece.radius;
}

function drawer(projection: GeoProjection) {
  return (shape: GeoJsonObject, tolerance: number, minArea = 0): string => {
    const context = new SvgPathContext({ tolerance, minArea });
    geoPath(projection, context)(shape as Parameters<ReturnType<typeof geoPath>>[0]);
    return context.result();
  };
}

/** The map of a partnership: land around the great circles that join its ends. Null without an end on each side. */
export function arcGeometry(given: readonly MapEnd[]): ArcGeometry | null {
  const ends = given.slice(0, maxEnds);
  const joined = pairs(ends);
  const [first] = joined;
  if (!first) return null;
  const lead: [Coordinates, Coordinates] = [at(first[0]), at(first[1])];
  const lines: MultiLineString = { type: "MultiLineString", coordinates: joined.map(([from, to]) => [at(from), at(to)]) };
  const projection = fitted(lines, lead, ends.map(at));
  const draw = drawer(projection);
  const visible = visibility(projection);
  const { land, borders, countries } = world();
  const polygons = (list: readonly Piece[]): MultiPolygon => ({
    type: "MultiPolygon",
    coordinates: list.filter(visible).map((piece) => piece.coordinates),
  });
  const landOf = (side: MapEnd["side"], fallback: string[]) => {
    const codes = new Set([...fallback, ...ends.filter((end) => end.side === side).flatMap((end) => end.country ?? [])]);
    return draw(polygons([...codes].flatMap((code) => countries.get(code) ?? [])), coast.tolerance, coast.minArea);
  };
  return {
    ...size,
    graticule: draw(geoGraticule().step([15, 15])(), coast.tolerance),
    land: draw(polygons(land), coast.tolerance, coast.minArea),
    borders: draw(
      { type: "MultiLineString", coordinates: polygons(borders).coordinates.flat() } as MultiLineString,
      coast.tolerance,
    ),
    frenchLand: landOf("french", ["FR"]),
    partnerLand: landOf("partner", []),
    arcs: joined.map(([from, to]) => draw({ type: "LineString", coordinates: [at(from), at(to)] } as GeoJsonObject, 0.3)),
    ends: ends.flatMap((end) => {
      const [x, y] = projection(at(end)) ?? [Number.NaN, Number.NaN];
      return Number.isFinite(x) && Number.isFinite(y) ? [{ ...end, x: Math.round(x), y: Math.round(y) }] : [];
    }),
    kilometres: Math.round(geoDistance(...lead) * earthRadiusKm),
  };
}
