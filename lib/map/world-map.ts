import { geoEqualEarth, geoGraticule, geoPath } from "d3-geo";
import type { MultiLineString, MultiPolygon } from "geojson";
import { countryMark, type Piece, world } from "./atlas";
import { SvgPathContext } from "./svg-path";

export type CountryCount = { code: string; count: number };

export type WorldGeometry = {
  width: number;
  height: number;
  graticule: string;
  land: string;
  borders: string;
  /** Largest first, so that small bubbles stay on top. */
  bubbles: { code: string; x: number; y: number; radius: number }[];
  /** Where the French end stands. */
  france: { x: number; y: number };
};

const width = 960;
const height = 440;
/** Longitude at the centre: Bering Strait at the edges, no country cut in two. */
const centralLongitude = 11;
const radii = { smallest: 4, largest: 26 };
const coast = { tolerance: 1.4, minArea: 8 };
/** The map ends here in the south: nobody cooperates with Antarctica, and the room serves the other continents. */
const southernEdge = -57;

function projection() {
  const equalEarth = geoEqualEarth()
    .rotate([-centralLongitude, 0])
    .fitExtent(
      [
        [2, 2],
        [width - 2, height - 2],
      ],
      {
        type: "MultiPoint",
        coordinates: [
          [centralLongitude - 179.9, 0],
          [centralLongitude + 179.9, 0],
          [centralLongitude, 83.5],
          [centralLongitude, southernEdge],
        ],
      },
    );
  return equalEarth.precision(0.3).clipExtent([
    [0, 0],
    [width, height],
  ]);
}

type BaseMap = Omit<WorldGeometry, "bubbles">;
let base: BaseMap | undefined;

function baseMap(): BaseMap {
  if (base) return base;
  const equalEarth = projection();
  const draw = (shape: MultiPolygon | MultiLineString, minArea: number) => {
    const context = new SvgPathContext({ tolerance: coast.tolerance, minArea });
    geoPath(equalEarth, context)(shape);
    return context.result();
  };
  const { land, borders } = world();
  const rings = (list: readonly Piece[]) => list.map((piece) => piece.coordinates);
  const [x = 0, y = 0] = equalEarth(countryMark("FR") ?? [2.5, 46.6]) ?? [];
  base = {
    width,
    height,
    graticule: draw(geoGraticule().step([30, 30])(), 0),
    land: draw({ type: "MultiPolygon", coordinates: rings(land) }, coast.minArea),
    borders: draw({ type: "MultiLineString", coordinates: rings(borders).flat() }, 0),
    france: { x: Math.round(x), y: Math.round(y) },
  };
  return base;
}

/** The world in Equal Earth projection with one bubble per country, its area in proportion to the count. Unknown codes have none. */
export function worldGeometry(countries: readonly CountryCount[]): WorldGeometry {
  const equalEarth = projection();
  const highest = Math.max(1, ...countries.map(({ count }) => count));
  const bubbles = countries
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code, "en"))
    .flatMap(({ code, count }) => {
      const mark = countryMark(code);
      const [x, y] = (mark && equalEarth(mark)) ?? [];
      if (x === undefined || y === undefined) return [];
      const radius = Math.max(radii.smallest, radii.largest * Math.sqrt(count / highest));
      return [{ code, x: Math.round(x), y: Math.round(y), radius: Math.round(radius * 10) / 10 }];
    });
  return { ...baseMap(), bubbles };
}
