import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, shifted, type View, whole } from "@/lib/map/view";

const size = { width: 960, height: 440 };
const middle = { x: 0.5, y: 0.5 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const point = fc.record({ x: number(-1, 2), y: number(-1, 2) });

/** What is seen after some steps of a person. */
const anyView = fc
  .array(fc.tuple(point, point, fc.oneof(fc.constant(1), number(0, 20))), { maxLength: 12 })
  .map((steps) => steps.reduce<View>((view, [from, to, factor]) => shifted(view, size, from, to, factor), whole));

describe("the part of a drawing that is shown", () => {
  it("never leaves the drawing", () => {
    fc.assert(
      fc.property(anyView, ({ zoom, x, y }) => {
        expect(zoom).toBeGreaterThanOrEqual(1);
        expect(zoom).toBeLessThanOrEqual(closest);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + size.width / zoom).toBeLessThanOrEqual(size.width + 1e-6);
        expect(y + size.height / zoom).toBeLessThanOrEqual(size.height + 1e-6);
      }),
    );
  });

  it("keeps what is under the pointer where it is, as long as no edge is near", () => {
    const at = { x: 0.25, y: 0.25 };
    const closer = shifted(whole, size, at, at, 2);
    expect(closer).toEqual({ zoom: 2, x: 120, y: 55 });
    expect(shifted(closer, size, at, at, 2)).toEqual({ zoom: 4, x: 180, y: 82.5 });
    expect(shifted(closer, size, at, at, 0.5)).toEqual(whole);
    expect(shifted(closer, size, middle, middle, 0)).toEqual(whole);
  });

  it("moves what is at one point to another, as far as the edge", () => {
    const view = { zoom: 4, x: 100, y: 110 };
    expect(shifted(view, size, middle, { x: 0.25, y: 1 }, 1)).toEqual({ zoom: 4, x: 160, y: 55 });
    expect(shifted(view, size, { x: 0, y: 9 }, { x: 1, y: 0 }, 1)).toEqual({ zoom: 4, x: 0, y: 330 });
    expect(shifted(whole, size, { x: 0, y: 0 }, { x: 1, y: 1 }, 1)).toEqual(whole);
  });

  it("brings a point out of sight to the middle", () => {
    const view = { zoom: 4, x: 240, y: 110 };
    // 600, 220 of the drawing.
    expect(shifted(view, size, { x: 1.5, y: 1 }, middle, 1)).toEqual({ zoom: 4, x: 480, y: 165 });
  });
});
