import { describe, expect, it } from "vitest";
import { type Activity, activityOn, type DatedFacts } from "@/lib/as-of/activity";

const silent: DatedFacts = { declaredStatus: null, signedYear: null, start: null, end: null };
const year = (value: string) => ({ date: `${value}-01-01`, precision: "year" as const });
const month = (value: string) => ({ date: `${value}-01`, precision: "month" as const });
const day = (date: string) => ({ date, precision: "day" as const });
const on = (facts: Partial<DatedFacts>, when = "2022-02-24", today = "2026-11-22"): Activity =>
  activityOn({ ...silent, ...facts }, when, today);

describe("a partnership on a day", () => {
  it("was active between its dates, both included", () => {
    const dates = { start: day("2022-02-24"), end: day("2022-02-26") };
    const when = ["2022-02-23", "2022-02-24", "2022-02-26", "2022-02-27"];
    expect(when.map((one) => on(dates, one))).toEqual(["inactive", "active", "active", "inactive"]);
  });

  it("may have begun or ended on any day of a year or month that is all that is known", () => {
    expect(on({ start: year("2022") })).toBe("uncertain");
    expect(on({ start: year("2021") })).toBe("active");
    expect(on({ start: year("2023") })).toBe("inactive");
    expect(on({ start: year("2020"), end: year("2022") })).toBe("uncertain");
    expect(on({ start: year("2020"), end: year("2023") })).toBe("active");
    expect(on({ start: year("2020"), end: month("2022-01") })).toBe("inactive");
    expect(on({ start: month("2022-02") }, "2022-02-28")).toBe("active");
  });

  it("is never counted without a date", () => {
    for (const declaredStatus of [null, "ongoing", "planned", "closed"]) expect(on({ declaredStatus })).toBe("undated");
  });

  it("began at the latest when its agreement was signed", () => {
    expect(on({ signedYear: 1962 })).toBe("active");
    expect(on({ signedYear: 2022 })).toBe("uncertain");
    expect(on({ signedYear: 2023 })).toBe("inactive");
    expect(on({ signedYear: 1962, start: year("2023") })).toBe("inactive");
  });

  it("may have been active where one date is missing that matters", () => {
    expect(on({ end: year("2025") })).toBe("uncertain");
    expect(on({ end: year("2021") })).toBe("inactive");
    expect(on({ start: year("2000"), declaredStatus: "ongoing" })).toBe("active");
    expect(on({ start: year("2000"), declaredStatus: "closed" })).toBe("uncertain");
  });

  it("is uncertain when it was broken off nobody knows when, and over today", () => {
    const dates = { start: year("2000"), end: year("2030") };
    expect(on({ ...dates, declaredStatus: "closed" })).toBe("active");
    for (const declaredStatus of ["cancelled", "suspended"]) expect(on({ ...dates, declaredStatus })).toBe("uncertain");
    for (const declaredStatus of ["closed", "cancelled", "suspended"])
      expect(on({ ...dates, declaredStatus }, "2026-11-22")).toBe("inactive");
  });
});
