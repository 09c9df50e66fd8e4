import { type GeoProjection, geoDistance, geoEqualEarth, geoInterpolate, geoPath } from "d3-geo";
import type { GeoJsonObject, MultiPoint } from "geojson";
import { LRUCache } from "lru-cache";
import { limits } from "@/lib/core/limits";
import { type Coordinates, countryMark, world } from "./atlas";
import { type Detail, drawer, groundOf } from "./drawing";

export type Point = { x: number; y: number };

/** A part of the world in Equal Earth projection, as wide as `width`; lengths in pixels of the drawing. */
export type Frame = {
  /** What it is a frame of: frames with the same key and height are drawn alike. */
  key: string;
  width: number;
  height: number;
  /** Values of `d` attributes. */
  graticule: string;
  land: string;
  borders: string;
  /** Where a position stands; null outside of the frame. */
  at(position: Coordinates): Point | null;
  /** A line or an outline as the value of a `d` attribute; lines follow the great circle. */
  draw(shape: GeoJsonObject, tolerance: number): string;
};

/** A frame as it is drawn. */
export type DrawnFrame = Omit<Frame, "at" | "draw">;

type Bounds = {
  /** What must be inside. */
  around: readonly Coordinates[];
  /** Longitude at the middle, where the projection distorts least. */
  centre: number;
  /** Least and most height. */
  height: readonly [least: number, most: number];
  padding: number;
  coast: Detail;
  /** Degrees between the lines of the graticule. */
  step: number;
};

const width = 960;
const earthRadiusKm = 6371;
/** The narrowest view: closer than this nothing of the 1:50 m atlas is left to see. */
const narrowestKm = 160;

/** Coasts of the parts of the world, as on the maps of projects. */
const near = { tolerance: 2, minArea: 40 };

function projectionOf({ around, centre, height: [least, most], padding }: Bounds): { projection: GeoProjection; height: number } {
  const shape: MultiPoint = { type: "MultiPoint", coordinates: [...around] };
  const projection = geoEqualEarth().rotate([-centre, 0]).precision(0.3);
  projection.fitWidth(width - 2 * padding, shape);
  const [[, top], [, bottom]] = geoPath(projection).bounds(shape);
  const wanted = bottom - top + 2 * padding;
  const height = Math.round(Math.min(most, Math.max(least, Number.isFinite(wanted) ? wanted : least)));
  projection.fitExtent(
    [
      [padding, padding],
      [width - padding, height - padding],
    ],
    shape,
  );
  const closest = (width * earthRadiusKm) / narrowestKm;
  if (!(projection.scale() <= closest)) {
    projection.scale(closest).translate([0, 0]);
    const [x, y] = geoPath(projection).centroid(shape);
    projection.translate([width / 2 - x, height / 2 - y]);
  }
  const clipped = projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  return { projection: clipped, height };
}

function makeFrame(key: string, bounds: Bounds): Frame {
  const { projection, height } = projectionOf(bounds);
  const { landOf: _, ...ground } = groundOf(projection, { width, height }, bounds.coast, bounds.step);
  const draw = drawer(projection);
  return {
    key,
    width,
    height,
    ...ground,
    at: (position) => {
      const [x = Number.NaN, y = Number.NaN] = projection(position) ?? [];
      return x >= 0 && x <= width && y >= 0 && y <= height ? { x: Math.round(x), y: Math.round(y) } : null;
    },
    draw: (shape, tolerance) => draw(shape, { tolerance }),
  };
}

const globals = globalThis as { atlasFrames?: LRUCache<string, Frame> };

function kept(key: string, bounds: () => Bounds): Frame {
  // Kept on globalThis because Next loads this module once per bundle.
  globals.atlasFrames ??= new LRUCache({ max: limits.mapFrames });
  const frames = globals.atlasFrames;
  const known = frames.get(key);
  if (known) return known;
  const frame = makeFrame(key, bounds());
  frames.set(key, frame);
  return frame;
}

/** Longitude at the centre of the world: Bering Strait at the edges, no country cut in two. */
const central = 11;
/** The map ends here in the south: nobody cooperates with Antarctica, and the room serves the other continents. */
const southernEdge = -57;

/** The world. */
export function worldFrame(): Frame {
  return kept("world", () => ({
    around: [
      [central - 179.9, 0],
      [central + 179.9, 0],
      [central, 83.5],
      [central, southernEdge],
    ],
    centre: central,
    height: [440, 440],
    padding: 2,
    coast: { tolerance: 1.6, minArea: 8 },
    step: 30,
  }));
}

/** Corners of a part of the world: west, south, east, north. */
type Box = readonly [number, number, number, number];
const corners = ([west, south, east, north]: Box): Coordinates[] => [
  [west, south],
  [west, north],
  [east, south],
  [east, north],
];
const metropolitan: Box = [-5.2, 41.3, 9.6, 51.1];
const middleOfFrance: Coordinates = [2.5, 46.6];

/** Continents by their number of the United Nations (M49), as far as people live there. Europe reaches to the Urals. */
export const continents: Readonly<Record<string, Box>> = {
  "002": [-24, -35, 58, 37.5],
  "009": [113, -48, 205, 16],
  "019": [-128, -55, -34, 60],
  "142": [25, -11, 146, 55],
  "150": [-23, 34, 45, 66],
};

/** A continent; null for any other code. */
export function continentFrame(code: string): Frame | null {
  const box = continents[code];
  if (!box) return null;
  return kept(`continent ${code}`, () => ({
    around: corners(box),
    centre: (box[0] + box[2]) / 2,
    height: [440, 760],
    padding: 16,
    coast: { tolerance: 1.6, minArea: 12 },
    step: 15,
  }));
}

/** Metropolitan France. */
export function franceFrame(): Frame {
  return kept("france", () => ({
    around: corners(metropolitan),
    centre: middleOfFrance[0],
    height: [600, 860],
    padding: 36,
    coast: { tolerance: 2, minArea: 12 },
    step: 5,
  }));
}

/** Pieces of a country farther than this from its largest one (radians; 1,900 km) are left out of the view of it. */
const togetherness = 0.3;

/** Metropolitan France and a country; `mark` stands for a country that the atlas does not draw. */
export function countryFrame(code: string, mark: Coordinates): Frame {
  return kept(`country ${code}`, () => {
    const [main, ...others] = world().countries.get(code) ?? [];
    const pieces = main ? [main, ...others.filter(({ centre }) => geoDistance(centre, main.centre) < togetherness)] : [];
    const outline = pieces.flatMap(({ coordinates }) => (coordinates[0] ?? []) as Coordinates[]);
    return {
      around: [...corners(metropolitan), ...(outline.length > 0 ? outline : [mark])],
      centre: geoInterpolate(middleOfFrance, countryMark(code) ?? mark)(0.5)[0],
      height: [440, 760],
      padding: 60,
      coast: near,
      step: 15,
    };
  });
}

/** The surroundings of a part of France, by its code: of its outlines, or, without, of the places in it. */
export function frameAround(code: string, positions: readonly Coordinates[], outlined: boolean): Frame {
  return kept(`around ${code} ${outlined}`, () => ({
    around: positions,
    centre: positions.reduce((sum, [longitude]) => sum + longitude, 0) / positions.length,
    height: [480, 760],
    padding: outlined ? 24 : 130,
    coast: { tolerance: 1.5, minArea: 12 },
    step: 1,
  }));
}
