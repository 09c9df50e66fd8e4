import { describe, expect, it } from "vitest";
import { readAnswer } from "@/lib/import/normalise/answers";
import { isSiret, readCompanyCode } from "@/lib/import/normalise/company-codes";
import { readPercentage } from "@/lib/import/normalise/percentages";
import { type DecimalSign, readAmount } from "@/lib/import/normalise/stated-amounts";
import { readDate, readPeriod } from "@/lib/import/normalise/stated-dates";

describe("readAmount", () => {
  const amount = (stated: string | number, decimal: DecimalSign | null = null) => {
    const reading = readAmount(stated, decimal);
    return reading.doubt ?? reading.amount;
  };

  it("reads amounts that have one reading, whatever the declared sign", () => {
    for (const decimal of [null, ".", ","] as const)
      for (const [stated, expected] of [
        ["21\u00a0667,00\u00a0€", "21667.00"],
        ["1\u202f234\u202f567,8", "1234567.80"],
        ["1.234,56", "1234.56"],
        ["1,234.56 EUR", "1234.56"],
        ["€ 12", "12.00"],
        ["12 euros", "12.00"],
        ["10000.0", "10000.00"],
        ["38975.94", "38975.94"],
        ["5500,20", "5500.20"],
        ["17\u00a0833", "17833.00"],
        ["1.234.567", "1234567.00"],
        [" 500 € ", "500.00"],
        ["0", "0.00"],
        ["", null],
        [" € ", null],
      ] as const)
        expect([stated, amount(stated, decimal)]).toEqual([stated, expected]);
  });

  it("takes a thousandfold doubt to the declared sign, and settles it never alone", () => {
    expect(["247,000 €", "1.500", "1,5"].map((stated) => amount(stated))).toEqual(["ambiguous", "ambiguous", "ambiguous"]);
    expect([amount("247,000 €", "."), amount("1.500", ","), amount("1,5", ","), amount("1,5", ".")]).toEqual([
      "247000.00",
      "1500.00",
      "1.50",
      "1.50",
    ]);
    expect([amount("1,500", ","), amount("1,234", ",")]).toEqual(["1.50", "not_a_number"]);
  });

  it("refuses words, exponents, negative amounts and broken groups", () => {
    for (const stated of ["SEM", "2,43E+13", "12 34", "1 2345", "1234,567", "10/20", "9999999999999"])
      expect([stated, amount(stated)]).toEqual([stated, "not_a_number"]);
    expect([amount("-500"), amount("−1 200,00"), amount(-3), amount("(500)")]).toEqual(Array(4).fill("negative"));
  });

  it("reads the numbers of a spreadsheet", () => {
    expect([amount(1234.5), amount(0.1 + 0.2), amount(1500, ","), amount(1.2345)]).toEqual([
      "1234.50",
      "0.30",
      "1500.00",
      "not_a_number",
    ]);
  });
});

describe("readDate and readPeriod", () => {
  it("reads the year first or the day first, and the month first where that is declared", () => {
    const day = { date: "2017-09-08", precision: "day" };
    for (const stated of ["2017-09-08", "2017/09/08", "2017/9/8", "08/09/2017", "8.9.2017", "2017-09-08T00:00:00Z"])
      expect([stated, readDate(stated)]).toEqual([stated, day]);
    expect(readDate("09/08/2017", "mdy")).toEqual(day);
    expect(readDate("2017-09", "mdy")).toEqual({ date: "2017-09-01", precision: "month" });
    expect([readDate("2017"), readDate(2017)]).toEqual(Array(2).fill({ date: "2017-01-01", precision: "year" }));
  });

  it("refuses days that are not in the calendar", () => {
    for (const stated of ["31/02/2018", "2018-13-01", "12/19/2018", "0017-09-08", "43100", "8/9/17", "2017-09-08T12:00:00Z"])
      expect([stated, readDate(stated)]).toEqual([stated, null]);
    expect(readDate("19/12/2018", "mdy")).toBeNull();
  });

  it("reads periods in every joint, and tells those in disorder", () => {
    const period = { start: { date: "2017-03-30", precision: "day" }, end: { date: "2017-05-24", precision: "day" } };
    for (const stated of [
      "2017-03-30_2017-05-24",
      "2017/03/30_2017/05/24",
      "2017-03-30/2017-05-24",
      "du 30/03/2017 au 24/05/2017",
    ])
      expect([stated, readPeriod(stated)]).toEqual([stated, period]);
    expect(readPeriod("2017-03-30")).toEqual({ start: period.start, end: null });
    expect(readPeriod("2017-03-02/2017-01-10")).toBe("disorder");
    expect([readPeriod("2017-02-30_2017-05-24"), readPeriod("2017-03-30_")]).toEqual([null, null]);
  });
});

describe("readCompanyCode", () => {
  it("takes a SIREN out of SIREN and SIRET with valid check digits", () => {
    expect(readCompanyCode("200 033 181")).toEqual({ siren: "200033181", doubt: null, fromNumber: false });
    expect(readCompanyCode("22460001500511").siren).toBe("224600015");
    expect(readCompanyCode(22460001500511).siren).toBe("224600015");
    for (const wrong of ["200033182", "22460001500512", "71719852000024", "000000000", "W123456789", "12345"])
      expect([wrong, readCompanyCode(wrong)]).toEqual([wrong, { siren: null, doubt: "invalid", fromNumber: false }]);
  });

  it("knows the establishments of La Poste", () => {
    // The head office follows Luhn; digits of the second one add up to a multiple of five.
    expect(isSiret("35600000000048")).toBe(true);
    expect(isSiret("35600000012345")).toBe((3 + 5 + 6 + 15) % 5 === 0);
    expect(isSiret("35600000012346")).toBe(true);
    expect(isSiret("35600000012347")).toBe(false);
  });

  it("reads what spreadsheets make of codes only as far as it is certain", () => {
    expect(readCompanyCode("2,43E+13")).toEqual({ siren: null, doubt: "exponent", fromNumber: true });
    expect(readCompanyCode("21860194600000.0")).toEqual({ siren: "218601946", doubt: null, fromNumber: true });
    expect(readCompanyCode("21860194700000.0")).toEqual({ siren: null, doubt: "invalid", fromNumber: true });
    expect(readCompanyCode("5420120")).toMatchObject({ siren: null, doubt: "invalid" });
    expect(readCompanyCode("")).toEqual({ siren: null, doubt: null, fromNumber: false });
  });

  it("doubts a code that is valid with a leading zero", () => {
    expect(readCompanyCode("54201203")).toMatchObject({ doubt: "invalid" });
    expect(readCompanyCode("16950842")).toEqual({ siren: "016950842", doubt: "zeros_lost", fromNumber: false });
    expect(readCompanyCode("1695084200019")).toEqual({ siren: "016950842", doubt: "zeros_lost", fromNumber: false });
  });
});

describe("readPercentage and readAnswer", () => {
  it("reads shares in their unit and doubts the rest", () => {
    const read = (stated: string, unit: "fraction" | "percent" | null = null) => {
      const { percentage, doubt } = readPercentage(stated, unit);
      return doubt ?? percentage;
    };
    expect([read("5 %"), read("5,5%"), read("60"), read("0"), read("")]).toEqual(["5", "5.5", "60", "0", null]);
    expect([read("0.05"), read("1")]).toEqual(["ambiguous", "ambiguous"]);
    expect([read("0.05", "fraction"), read("1", "fraction"), read("0.5", "percent")]).toEqual(["5", "100", "0.5"]);
    expect([read("12.5", "fraction"), read("101 %"), read("x"), read("-1")]).toEqual(Array(4).fill("not_a_percentage"));
  });

  it("reads yes and no in both languages", () => {
    expect(["Oui", "NON", "yes", "no", "Vrai", "faux", "1", "peut-être"].map(readAnswer)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      null,
    ]);
  });
});
