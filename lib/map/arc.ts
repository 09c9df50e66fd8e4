import { type GeoProjection, geoAzimuthalEqualArea, geoDistance, geoEqualEarth, geoInterpolate, geoRotation } from "d3-geo";
import type { GeoJsonObject, MultiLineString } from "geojson";
import { type Coordinates, world } from "./atlas";
import { drawer, groundOf } from "./drawing";

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
  const { landOf: drawn, ...ground } = groundOf(projection, size, coast, 15);
  const landOf = (side: MapEnd["side"], fallback: string[]) => {
    const codes = new Set([...fallback, ...ends.filter((end) => end.side === side).flatMap((end) => end.country ?? [])]);
    return drawn([...codes].flatMap((code) => world().countries.get(code) ?? []));
  };
  return {
    ...size,
    ...ground,
    frenchLand: landOf("french", ["FR"]),
    partnerLand: landOf("partner", []),
    arcs: joined.map(([from, to]) =>
      draw({ type: "LineString", coordinates: [at(from), at(to)] } as GeoJsonObject, { tolerance: 0.3 }),
    ),
    ends: ends.flatMap((end) => {
      const [x, y] = projection(at(end)) ?? [Number.NaN, Number.NaN];
      return Number.isFinite(x) && Number.isFinite(y) ? [{ ...end, x: Math.round(x), y: Math.round(y) }] : [];
    }),
    kilometres: Math.round(geoDistance(...lead) * earthRadiusKm),
  };
}
