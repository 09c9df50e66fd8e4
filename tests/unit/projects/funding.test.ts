import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fundingPivots, schemeRows, toCents } from "@/lib/projects/funding";
import { fundingBars, seriesOf } from "@/lib/projects/funding-bars";
import type { FundingLine } from "@/lib/projects/schema";
import { chartresQuebec } from "@/tests/support/project-fixture";

const line: fc.Arbitrary<FundingLine> = fc.record({
  funder: fc.record({
    id: fc.constantFrom("o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9", "o10"),
    name: fc.constant("A funder"),
    side: fc.constantFrom("french" as const, "foreign" as const, "unattributed" as const),
  }),
  year: fc.option(fc.integer({ min: 1990, max: 2030 })),
  // Cents as the database keeps them: numeric(14, 2).
  amount: fc.option(fc.integer({ min: 0, max: 99_999_999_999_999 }).map((cents) => cents / 100)),
  currency: fc.constantFrom("EUR", "USD"),
  kind: fc.constantFrom("cofunding" as const, "budget" as const, "commitment" as const, "disbursement" as const),
  inKind: fc.boolean(),
  schemes: fc.constant([]),
});
const lines = fc.array(line, { maxLength: 60 });
const add = (values: (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

describe("funding pivot", () => {
  it("reconciles rows, columns and the grand total, to the cent, for any lines", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const pivots = fundingPivots(given);
        for (const { rows, years, totals, total, kind, currency } of pivots) {
          const own = given.filter((each) => each.kind === kind && each.currency === currency);
          expect(total.lines).toBe(own.length);
          expect(total.unknown).toBe(own.filter(({ amount }) => amount === null).length);
          expect(add([total.cents])).toBe(add(own.map(({ amount }) => (amount === null ? null : toCents(amount)))));
          expect(add(totals.map(({ cents }) => cents))).toBe(add([total.cents]));
          expect(add(rows.map((row) => row.total.cents))).toBe(add([total.cents]));
          years.forEach((_, column) => {
            expect(add(rows.map((row) => row.cells[column]?.cents ?? null))).toBe(add([totals[column]?.cents ?? null]));
          });
          for (const row of rows) expect(row.cells).toHaveLength(years.length);
        }
        expect(pivots.reduce((sum, { total }) => sum + total.lines, 0)).toBe(given.length);
      }),
    );
  });

  it("never turns an unknown amount into zero", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const unknown = given.map((each) => ({ ...each, amount: null }));
        for (const { total, totals } of fundingPivots(unknown)) {
          expect(total.cents).toBeNull();
          expect(totals.every(({ cents }) => cents === null)).toBe(true);
        }
      }),
    );
  });

  it("keeps a stated zero apart from an unknown amount", () => {
    const [pivot] = fundingPivots([
      {
        funder: { id: "o1", name: "A", side: "french" },
        year: null,
        amount: 0,
        currency: "EUR",
        kind: "cofunding",
        inKind: false,
        schemes: [],
      },
    ]);
    expect(pivot?.total).toEqual({ cents: 0, lines: 1, unknown: 0 });
    expect(pivot?.years).toEqual([null]);
  });

  it("gives the known totals of the Chartres–Québec record", () => {
    const [pivot, ...others] = fundingPivots(chartresQuebec.funding);
    expect(others).toEqual([]);
    expect(pivot?.rows.map(({ total }) => total.cents)).toEqual([1_051_400, 2_102_800, 2_102_800, 4_280_000]);
    expect(pivot?.totals.map(({ cents }) => cents)).toEqual([4_568_500, 4_968_500]);
    expect(pivot?.total).toEqual({ cents: 9_537_000, lines: 8, unknown: 0 });
  });

  it("sums without the rounding of fractions", () => {
    const cents = Array.from(
      { length: 10 },
      (_, year): FundingLine => ({
        funder: { id: "o1", name: "A", side: "french" },
        year: 2000 + year,
        amount: 0.1,
        currency: "EUR",
        kind: "cofunding",
        inKind: false,
        schemes: [],
      }),
    );
    expect(fundingPivots(cents)[0]?.total.cents).toBe(100);
  });

  it("lists the 1 % schemes apart", () => {
    const [first] = chartresQuebec.funding;
    if (!first) throw new Error("no line");
    const schemes = [
      { code: "water", label: "1 % Eau", amount: 12.5 },
      { code: "energy", label: "1 % Énergie", amount: null },
    ];
    expect(schemeRows([{ ...first, schemes }]).map(({ scheme, cents }) => [scheme, cents])).toEqual([
      ["1 % Eau", 1250],
      ["1 % Énergie", null],
    ]);
    expect(fundingPivots([{ ...first, schemes }])[0]?.total.cents).toBe(525_700);
  });
});

describe("funding bars", () => {
  it("draws every known amount once, inside the drawing, for any lines", () => {
    fc.assert(
      fc.property(lines, (given) => {
        for (const pivot of fundingPivots(given)) {
          const series = seriesOf(pivot);
          const { bars, width } = fundingBars(pivot, series);
          expect(add(bars.flatMap(({ segments }) => segments.map(({ cents }) => cents)))).toBe(add([pivot.total.cents]));
          expect(new Set(series.map(({ letter }) => letter)).size).toBe(series.length);
          expect(series.length).toBeLessThanOrEqual(7);
          for (const { end, segments } of bars) {
            expect(end).toBeLessThan(width);
            for (const segment of segments) expect(segment.x + segment.width).toBeLessThanOrEqual(end + 0.2);
          }
        }
      }),
    );
  });
});
