import { geoArea } from "d3-geo";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNearCountry } from "@/lib/map/near-country";
import { type Outline, simplifyOutlines } from "@/lib/map/outlines";

type Pair = [number, number];

/** A jagged line from (1, 0) to (1, 1), the border between two squares. */
const border: Pair[] = Array.from(
  { length: 101 },
  (_, index): Pair => [index === 0 || index === 100 ? 1 : 1 + ((index * 37) % 11) / 1000, index / 100],
);
const west: Outline = [[[[0, 0], ...border, [0, 1], [0, 0]]]];
const east: Outline = [[[[2, 1], ...border.toReversed(), [2, 0], [2, 1]]]];
const coast = ([x = 0]: readonly number[]) => x > 0.9 && x < 1.1;
const area = (outline: Outline) => geoArea({ type: "MultiPolygon", coordinates: outline });

describe("simplified outlines", () => {
  it("lose points, but the same ones on both sides of a border", () => {
    const [left, right] = simplifyOutlines([west, east], 0.02);
    const shared = (outline: Outline | undefined) => (outline?.flat(2) ?? []).filter(coast).map(String).sort();
    expect(shared(left).length).toBeLessThan(20);
    expect(new Set(shared(left))).toEqual(new Set(shared(right)));
    expect(new Set(shared(left))).toContain("1,0");
  });

  it("are wound for d3-geo whichever way they come: a small area, not the rest of the globe", () => {
    const reversed = (outline: Outline) => outline.map((polygon) => polygon.map((ring) => ring.toReversed()));
    const [left] = simplifyOutlines([west], 0.01);
    const [again] = simplifyOutlines([reversed(west)], 0.01);
    expect(left && area(left)).toBeLessThan(0.001);
    expect(again && area(again)).toBeLessThan(0.001);
    expect(again && left && area(again)).toBeCloseTo(left ? area(left) : 0, 6);
  });

  it("keep holes, wound the other way", () => {
    const hole: Pair[] = [
      [0.2, 0.2],
      [0.2, 0.4],
      [0.4, 0.4],
      [0.4, 0.2],
      [0.2, 0.2],
    ];
    const square: Pair[] = [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ];
    const [holed] = simplifyOutlines([[[square, hole]]], 0.01);
    const [whole] = simplifyOutlines([[[square]]], 0.01);
    expect(holed?.[0]).toHaveLength(2);
    expect(holed && whole && area(holed) / area(whole)).toBeCloseTo(0.96, 2);
  });

  it("keep an islet smaller than the tolerance as it is", () => {
    const islet: Outline = [
      [
        [
          [5, 5],
          [5, 5.001],
          [5.001, 5.001],
          [5, 5],
        ],
      ],
    ];
    expect(simplifyOutlines([islet], 0.1)[0]?.flat(2)).toHaveLength(4);
  });

  it("are closed rings of at least four points, the same a second time", () => {
    const point = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.uniqueArray(point, { minLength: 3, maxLength: 30, selector: String }), (points) => {
        const ring = points.map(([x, y]): Pair => [x / 10, y / 10]);
        const outline: Outline = [[[...ring, ring[0] as Pair]]];
        const [once] = simplifyOutlines([outline], 0.3);
        for (const closed of once?.flat(1) ?? []) {
          expect(closed.length).toBeGreaterThanOrEqual(4);
          expect(closed[0]).toEqual(closed.at(-1));
        }
        expect(simplifyOutlines([outline], 0.3)[0]).toEqual(once);
      }),
    );
  });
});

describe("a position and a country", () => {
  it.each([
    ["AU", 149.1, -35.3, true],
    ["CA", -75.69, 45.42, true],
    ["CA", 45.42, -75.69, false],
    ["SG", 103.81, 1.32, true],
    ["FJ", 178.4, -18.1, true],
    ["FR", -71.2, 46.8, false],
  ])("%s %d %d: %s", (code, longitude, latitude, expected) => {
    expect(isNearCountry(code, [longitude, latitude], 25)).toBe(expected);
  });

  it("is not judged where the atlas draws nothing", () => {
    expect(isNearCountry("ZZ", [0, 0], 25)).toBeNull();
  });
});
