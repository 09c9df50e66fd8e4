import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, including, moved, type View, whole, zoomed } from "@/lib/map/view";

const size = { width: 960, height: 440 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const point = fc.record({ x: number(0, size.width), y: number(0, size.height) });

/** A step of a person: closer or farther at a point, aside, to a mark. */
const step = fc.oneof(
  fc.tuple(number(0.01, 20), point).map(
    ([factor, at]) =>
      (view: View) =>
        zoomed(view, size, factor, at),
  ),
  fc.tuple(number(-3, 3), number(-3, 3)).map(
    ([right, down]) =>
      (view: View) =>
        moved(view, size, right, down),
  ),
  point.map((at) => (view: View) => including(view, size, at)),
);
const anyView = fc.array(step, { maxLength: 12 }).map((steps) => steps.reduce((view, go) => go(view), whole));

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
    expect(zoomed(whole, size, 2, { x: 240, y: 110 })).toEqual({ zoom: 2, x: 120, y: 55 });
    const closer = zoomed({ zoom: 2, x: 200, y: 100 }, size, 2, { x: 300, y: 150 });
    expect(closer).toEqual({ zoom: 4, x: 250, y: 125 });
    expect(zoomed(closer, size, 0.5, { x: 300, y: 150 })).toEqual({ zoom: 2, x: 200, y: 100 });
    expect(zoomed(closer, size, 0.01, { x: 300, y: 150 })).toEqual(whole);
  });

  it("moves by parts of what is shown, as far as the edge", () => {
    const view = { zoom: 4, x: 0, y: 110 };
    expect(moved(view, size, 0.25, -0.5)).toEqual({ zoom: 4, x: 60, y: 55 });
    expect(moved(view, size, -1, 9)).toEqual({ zoom: 4, x: 0, y: 330 });
    expect(moved(whole, size, 1, 1)).toEqual(whole);
  });

  it("shows a point that is out of sight, and does not move for one in sight", () => {
    const view = { zoom: 4, x: 240, y: 110 };
    expect(including(view, size, { x: 360, y: 165 })).toEqual(view);
    expect(including(view, size, { x: 600, y: 165 })).toEqual({ zoom: 4, x: 600 - 0.9 * 240, y: 110 });
    fc.assert(
      fc.property(anyView, point, (before, { x, y }) => {
        const after = including(before, size, { x, y });
        expect(x).toBeGreaterThanOrEqual(after.x - 1e-6);
        expect(x).toBeLessThanOrEqual(after.x + size.width / after.zoom + 1e-6);
        expect(y).toBeGreaterThanOrEqual(after.y - 1e-6);
        expect(y).toBeLessThanOrEqual(after.y + size.height / after.zoom + 1e-6);
      }),
    );
  });
});
