import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankedBars } from "@/lib/charts/ranked-bars";
import { stackedYears } from "@/lib/charts/stacked-years";
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

/** Bars of a path: where each stands, and how high and wide it is. */
function barsOf(path: string) {
  return [...path.matchAll(/M([\d.]+) ([\d.]+)v(-?[\d.]+)h([\d.]+)v[\d.]+z/g)].map(([, x, y, height, width]) => ({
    x: Number(x),
    y: Number(y),
    height: -Number(height),
    width: Number(width),
  }));
}

describe("bars of years", () => {
  it("tell a gap from a zero, and every value from nothing", () => {
    const values = [0, null, 0.01, 100_000];
    const { bars, gaps, bottom } = yearBars(
      values.map((value, index) => ({ key: String(2018 + index), value })),
      false,
    );
    expect(barsOf(bars).map(({ height }) => height)).toEqual([1, 160]);
    expect(barsOf(gaps)).toHaveLength(1);
    expect(barsOf(gaps)[0]?.x).toBeLessThan(barsOf(bars)[0]?.x ?? 0);
    for (const { y } of barsOf(bars + gaps)) expect(y).toBe(bottom);
  });

  it("stay in their drawing, whatever the number of years, with labels that do not meet", () => {
    for (const count of [1, 2, 12, 60, 200]) {
      const years = Array.from({ length: count }, (_, index) => ({ key: String(1_900 + index), value: index + 1 }));
      const { width, bars, labels, left } = yearBars(years, true);
      expect(barsOf(bars)).toHaveLength(count);
      for (const bar of barsOf(bars)) {
        expect(bar.x).toBeGreaterThanOrEqual(left);
        expect(bar.x + bar.width).toBeLessThanOrEqual(width);
      }
      expect(labels.length).toBeGreaterThan(0);
      for (const [index, { x }] of labels.entries()) expect(x - (labels[index - 1]?.x ?? -99)).toBeGreaterThanOrEqual(40);
    }
  });

  it("stand on each other without a hole, with what is in no series on top", () => {
    const { paths, bottom } = stackedYears([
      { key: "2018", values: [30, null], total: 100 },
      { key: "2019", values: [null, 50], total: 50 },
      { key: "2020", values: [null, null], total: null },
    ]);
    expect(paths.map((path) => barsOf(path).length)).toEqual([1, 1, 1]);
    const [first, second, rest] = paths.map((path) => barsOf(path)[0]);
    expect([first?.y, second?.y]).toEqual([bottom, bottom]);
    expect(rest?.y).toBeCloseTo(bottom - (first?.height ?? 0), 1);
    expect((first?.height ?? 0) + (rest?.height ?? 0)).toBeCloseTo(160, 1);
    expect(second?.height).toBeCloseTo(80, 1);
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
