import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAmount, readAmountColumns } from "@/lib/import/normalise/amounts";

function read(text: string, schemeColumns = 3) {
  const { amount, schemes, year, doubt } = readAmountColumns(text.split(" ").filter(Boolean), schemeColumns);
  return [amount, schemes.join(" "), year, doubt];
}

describe("readAmountColumns", () => {
  it.each([
    ["5257 2017", "5257.00", "", 2017, null],
    ["5 257 2017", "5257.00", "", 2017, null],
    ["1 250 000,5 2011", "1250000.50", "", 2011, null],
    ["12 500 €", "12500.00", "", null, null],
    ["20400", "20400.00", "", null, null],
    ["20000,50 2010", "20000.50", "", 2010, null],
    ["2000 2017", "2000.00", "", 2017, null],
    ["0 2017", "0.00", "", 2017, null],
    ["9000 10 20 30 2010", "9000.00", "10.00 20.00 30.00", 2010, null],
    ["", null, "", null, null],
    // One number that may be a year or an amount; two numbers, whose columns are lost; a group or two columns.
    ["2017", null, "", null, "amount_or_year"],
    ["5257 100 2017", null, "", 2017, "amount"],
    ["514 200 2010", null, "", 2010, "amount"],
    ["20400 2017 2018", null, "", 2018, "amount"],
    ["5.257 2010", null, "", 2010, "amount"],
    ["-500 2010", null, "", 2010, "amount"],
    ["5k€ 2010", null, "", 2010, "amount"],
    ["1 2 3 4 5 2010", null, "", 2010, "amount"],
    ["1234567890123 2010", null, "", 2010, "amount"],
  ])("%s", (text, amount, schemes, year, doubt) => {
    expect(read(text)).toEqual([amount, schemes, year, doubt]);
  });

  it("knows that a table without 1 % columns has one amount", () => {
    expect(read("514 200 2010", 0)).toEqual(["514200.00", "", 2010, null]);
  });

  it("never gives an amount that the page does not state", () => {
    const grouped = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, " ");
    const amounts = fc.integer({ min: 0, max: 99_999_999 });
    const row = fc.record({
      amount: amounts,
      shares: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 3 }),
      year: fc.option(fc.integer({ min: 1900, max: 2100 })),
      isGrouped: fc.boolean(),
    });
    fc.assert(
      fc.property(row, ({ amount, shares, year, isGrouped }) => {
        const schemes = shares.map((share) => Math.floor((amount * share) / 100));
        const print = isGrouped ? grouped : String;
        const words = [amount, ...schemes].map(print).concat(year === null ? [] : [String(year)]);
        const result = readAmountColumns(words.join(" ").split(" "), 3);
        const isYearLike = (number: number) => number >= 1900 && number <= 2100;
        // Without a year column, a last amount between 1900 and 2100 is read as the year: pages always print the year.
        if (year === null && (isYearLike(schemes.at(-1) ?? amount) || isGrouped)) return;
        if (result.doubt === null) {
          expect(result.amount).toBe(`${amount}.00`);
          expect(result.schemes).toEqual(schemes.length === 3 ? schemes.map((scheme) => `${scheme}.00`) : []);
        }
        if (schemes.length === 0 && year !== null) expect(result).toMatchObject({ year });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("parseAmount", () => {
  it.each([
    ["5257", "5257.00"],
    ["5257,5", "5257.50"],
    ["5257.25", "5257.25"],
    ["1.234.567", "1234567.00"],
    ["5.257,00", "5257.00"],
    ["1,234.56", "1234.56"],
    ["5'257", "5257.00"],
    ["5.257", null],
    ["5,257", null],
    ["007", null],
    ["12,345,67", null],
    ["", null],
  ])("%s → %s", (word, amount) => {
    expect(parseAmount(word)).toBe(amount);
  });
});
