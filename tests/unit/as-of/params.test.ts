import { describe, expect, it } from "vitest";
import { asOfQuery, parseAsOf } from "@/lib/as-of/params";

const now = "2026-11-22";

describe("the day of an address", () => {
  it("is any day from 1900 to today", () => {
    for (const day of ["1900-01-01", "2024-02-29", now]) expect(parseAsOf({ au: day }, now)).toEqual({ day, view: "active" });
  });

  it("vanishes when it is none, or of another time", () => {
    const broken = [
      "",
      "2022",
      "24/02/2022",
      "2022-02-30",
      "2023-02-29",
      "1899-12-31",
      "2026-11-23",
      "2022-02-24'--",
      "constructor",
    ];
    for (const day of broken) expect(parseAsOf({ at: day }, now), day).toBeNull();
    expect(parseAsOf({}, now)).toBeNull();
    expect(parseAsOf({ etat: "connu" }, now)).toBeNull();
  });

  it("takes the first of several, and the default for an unknown view", () => {
    expect(parseAsOf({ au: ["2022-02-24", "2023-01-01"], state: "constructor" }, now)).toEqual({
      day: "2022-02-24",
      view: "active",
    });
  });

  it("is written in the words of the page", () => {
    expect(asOfQuery({ day: "2022-02-24", view: "known" }, "fr")).toEqual({ au: "2022-02-24", etat: "connu" });
    expect(asOfQuery({ day: "2022-02-24", view: "known" }, "en")).toEqual({ at: "2022-02-24", state: "known" });
    expect(asOfQuery(null, "en")).toEqual({});
  });
});
