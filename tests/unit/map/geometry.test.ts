import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arcGeometry, type MapEnd, maxEnds } from "@/lib/map/arc";
import { countryMark, world } from "@/lib/map/atlas";
import { mapLabels, wrapName } from "@/lib/map/labels";
import { ringArea, simplifyLine } from "@/lib/map/simplify";
import { worldGeometry } from "@/lib/map/world-map";

const end = (side: MapEnd["side"], longitude: number, latitude: number, country = "FR"): MapEnd => ({
  side,
  name: "A place",
  country,
  longitude,
  latitude,
});
const chartres = end("french", 1.489, 48.447);
const quebec = end("partner", -71.214, 46.812, "CA");
/** Shortest distance from a point to a line of several segments. */
function distanceToLine([x, y]: readonly number[], line: readonly (readonly number[])[]): number {
  const distances = line.slice(1).map(([toX = 0, toY = 0], index) => {
    const [fromX = 0, fromY = 0] = line[index] ?? [];
    const square = (toX - fromX) ** 2 + (toY - fromY) ** 2;
    const along = square === 0 ? 0 : (((x ?? 0) - fromX) * (toX - fromX) + ((y ?? 0) - fromY) * (toY - fromY)) / square;
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot((x ?? 0) - fromX - t * (toX - fromX), (y ?? 0) - fromY - t * (toY - fromY));
  });
  return Math.min(...distances);
}

/** Only move, line and close, whole numbers: what the encoder may write. */
const path = /^(M-?\d+[ -]\d+l(-?\d+[ -]?)+z?)*$/;

describe("arc map", () => {
  it("joins Chartres and Québec: distance, both ends inside the frame, the partner in the west", () => {
    const map = arcGeometry([chartres, quebec]);
    expect(map?.kilometres).toBeGreaterThan(5_200);
    expect(map?.kilometres).toBeLessThan(5_280);
    const [french, partner] = map?.ends ?? [];
    expect(french?.x).toBeGreaterThan(partner?.x ?? Number.POSITIVE_INFINITY);
    expect(map?.arcs).toHaveLength(1);
    for (const d of [map?.land, map?.borders, map?.frenchLand, map?.partnerLand, ...(map?.arcs ?? [])]) expect(d).toMatch(path);
    expect(map?.partnerLand).not.toBe("");
  });

  it("weighs at most 8 kB compressed wherever the ends are, and keeps them inside the frame", () => {
    const anywhere = fc.tuple(fc.integer({ min: -179, max: 179 }), fc.integer({ min: -55, max: 75 }));
    fc.assert(
      fc.property(anywhere, anywhere, (from, to) => {
        const map = arcGeometry([end("french", ...from), end("partner", ...to)]);
        if (!map) throw new Error("no map");
        expect(gzipSync(JSON.stringify(map)).length).toBeLessThan(8_000);
        expect(JSON.stringify(map)).not.toMatch(/NaN|Infinity|null,null/);
        expect(map.ends).toHaveLength(2);
        for (const { x, y } of map.ends) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(map.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(map.height);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("draws nothing without an end on each side, one arc more for each further end, and bounds their number", () => {
    expect(arcGeometry([chartres])).toBeNull();
    expect(arcGeometry([quebec, quebec])).toBeNull();
    expect(arcGeometry([chartres, chartres, quebec, quebec])?.arcs).toHaveLength(3);
    expect(arcGeometry([chartres, ...Array.from({ length: 500 }, () => quebec)])?.ends).toHaveLength(maxEnds);
  });

  it("survives two ends at one place and at opposite points of the globe", () => {
    expect(arcGeometry([chartres, { ...chartres, side: "partner" }])?.ends).toHaveLength(2);
    expect(arcGeometry([end("french", 0, 45), end("partner", 180, -45, "NZ")])?.ends).toHaveLength(2);
  });
});

describe("labels", () => {
  it("breaks names at spaces and says when it cuts", () => {
    expect(wrapName("Communauté d’agglomération Chartres métropole")).toEqual([
      "Communauté",
      "d’agglomération Chartres",
      "métropole",
    ]);
    expect(wrapName("a b c d", { letters: 1, lines: 2 })).toEqual(["a", "…"]);
    expect(wrapName("x".repeat(60))[0]).toHaveLength(24);
  });

  it("names two ends inside the frame and stays silent for more", () => {
    const map = arcGeometry([chartres, quebec]);
    if (!map) throw new Error("no map");
    const labels = mapLabels(map);
    expect(labels).toHaveLength(2);
    for (const { y } of labels) expect(y).toBeLessThan(map.height);
    expect(mapLabels({ ...map, ends: [...map.ends, ...map.ends] })).toEqual([]);
  });
});

describe("world map", () => {
  const everywhere = [...world().countries.keys()].map((code, index) => ({ code, count: index + 1 }));

  it("has a place for every country of the atlas but Antarctica, in 12 kB at most", () => {
    const map = worldGeometry(everywhere);
    expect(map.bubbles.length).toBe(everywhere.length - 1);
    expect(map.bubbles.some(({ key }) => key === "AQ")).toBe(false);
    expect(gzipSync(JSON.stringify(map)).length).toBeLessThan(12_000);
    for (const { x, radius } of map.bubbles) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(map.frame.width);
      expect(radius).toBeGreaterThanOrEqual(4);
    }
  });

  it("gives bubbles an area in proportion, largest first, and ignores what it does not know", () => {
    const { bubbles } = worldGeometry([
      { code: "SN", count: 25 },
      { code: "DE", count: 100 },
      { code: "QQ", count: 5 },
      { code: "ML", count: 0 },
    ]);
    expect(bubbles.map(({ key }) => key)).toEqual(["DE", "SN"]);
    expect((bubbles[0]?.radius ?? 0) / (bubbles[1]?.radius ?? 1)).toBeCloseTo(2, 1);
  });

  it("marks a country on its largest piece of land and draws Crimea in Ukraine", () => {
    expect(countryMark("FR")?.map(Math.round)).toEqual([2, 47]);
    expect(countryMark("QQ")).toBeNull();
    const covers = (code: string) =>
      world()
        .countries.get(code)
        ?.some(({ coordinates }) => coordinates[0]?.some(([x = 0, y = 0]) => x > 33.4 && x < 35.5 && y > 44.3 && y < 45.2));
    expect(covers("UA")).toBe(true);
    expect(covers("RU")).toBe(false);
  });
});

describe("simplification", () => {
  it("keeps both ends and drops no point further than the tolerance", () => {
    const point = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 80 }), (points) => {
        const kept = simplifyLine(points, 5);
        expect(kept[0]).toEqual(points[0]);
        expect(kept.at(-1)).toEqual(points.at(-1));
        for (const each of points) expect(distanceToLine(each, kept)).toBeLessThanOrEqual(5);
        expect(kept.every((each) => points.includes(each))).toBe(true);
      }),
    );
    expect(
      simplifyLine(
        [
          [0, 0],
          [5, 0.1],
          [10, 0],
        ],
        1,
      ),
    ).toEqual([
      [0, 0],
      [10, 0],
    ]);
    expect(
      simplifyLine(
        [
          [0, 0],
          [5, 3],
          [10, 0],
        ],
        1,
      ),
    ).toHaveLength(3);
  });

  it("measures rings", () => {
    expect(
      Math.abs(
        ringArea([
          [0, 0],
          [4, 0],
          [4, 3],
          [0, 3],
        ]),
      ),
    ).toBe(12);
  });
});
