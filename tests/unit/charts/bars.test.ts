import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankedBars } from "@/lib/charts/ranked-bars";
import { ticks } from "@/lib/charts/ticks";
import { yearBars } from "@/lib/charts/year-bars";

describe("ticks", () => {
  it("are round, begin at zero and reach beyond the largest value", () => {
    expect(ticks(42, 4)).toEqual([0, 20, 40, 60]);
    expect(ticks(1_000_000, 4)).toEqual([0, 500_000, 1_000_000]);
    expect(ticks(2, 4, true)).toEqual([0, 1, 2]);
    expect(ticks(0, 4)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e12, noNaN: true }), (most) => {
        const all = ticks(most, 4);
        expect(all[0]).toBe(0);
        expect(all.at(-1)).toBeGreaterThanOrEqual(most * (1 - 1e-9));
        expect(all.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe("bars of years", () => {
  it("tell a gap from a zero, and every value from nothing", () => {
    const { bars, bottom } = yearBars(
      [
        { key: "2018", value: 0 },
        { key: "2019", value: null },
        { key: "2020", value: 0.01 },
        { key: "2021", value: 100_000 },
      ],
      false,
    );
    expect(bars.map(({ gap }) => gap)).toEqual([false, true, false, false]);
    expect(bars[0]?.height).toBe(0);
    expect(bars[2]?.height).toBeGreaterThanOrEqual(1);
    for (const { y, height } of bars) expect(y + height).toBeCloseTo(bottom, 0);
  });

  it("stay in their drawing, whatever the number of years, with labels that do not meet", () => {
    for (const count of [1, 2, 12, 60, 200]) {
      const years = Array.from({ length: count }, (_, index) => ({ key: String(1_900 + index), value: index }));
      const { width, bars, labels, left } = yearBars(years, true);
      for (const bar of bars) {
        expect(bar.x).toBeGreaterThanOrEqual(left);
        expect(bar.x + bar.width).toBeLessThanOrEqual(width);
      }
      expect(labels.length).toBeGreaterThan(0);
      for (const [index, { x }] of labels.entries()) expect(x - (labels[index - 1]?.x ?? -99)).toBeGreaterThanOrEqual(40);
    }
  });
});

it("bars of names are as long as their values, and cut long names", () => {
  const { bars, width } = rankedBars([
    { key: "a", name: "A", value: 100 },
    { key: "b", name: "b".repeat(200), value: 50 },
    { key: "c", name: "C", value: 0 },
  ]);
  expect(bars[1]?.width).toBeCloseTo((bars[0]?.width ?? 0) / 2, 1);
  expect(bars[2]?.width).toBe(0);
  expect(bars[1]?.name).toMatch(/^b{57}…$/);
  for (const { end } of bars) expect(end).toBeLessThan(width);
});
