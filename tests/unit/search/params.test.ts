import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { parseProjectQuery, queryOf } from "@/lib/search/params";

const words = fc.constantFrom("connu", "known", "uncertain", "non-date", "2022-02-24", "RU");

describe("query of the list", () => {
  it("reads every filter, in any case and order, and writes one canonical form", () => {
    const query = parseProjectQuery({
      finding: " STALE ",
      source: "legacy-atlas",
      organisation: "O12",
      theme: "eau",
      country: "sn",
      page: "2",
    });
    expect(queryOf(query, "fr")).toEqual({
      country: "SN",
      theme: "EAU",
      organisation: "o12",
      source: "legacy-atlas",
      finding: "stale",
      page: "2",
    });
    expect(Object.keys(queryOf(query, "fr"))).toEqual(["country", "theme", "organisation", "source", "finding", "page"]);
  });

  it("lets findings vanish that are no rule", () => {
    for (const finding of ["", "no_such_rule", "constructor", "__proto__", "any'--", ["", "stale"]])
      expect(parseProjectQuery({ finding }).finding).toBeNull();
    expect(parseProjectQuery({ finding: "any" }).finding).toBe("any");
    expect(parseProjectQuery({ finding: ["no_theme", "stale"] }).finding).toBe("no_theme");
  });

  it("never throws, and reads back what it writes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("country", "pays", "theme", "organisation", "source", "finding", "page", "au", "at", "etat", "state"),
          fc.oneof(
            fc.string(),
            fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
            words,
          ),
        ),
        fc.constantFrom(...locales),
        (params, locale) => {
          const query = parseProjectQuery(params);
          expect(parseProjectQuery(queryOf(query, locale))).toEqual(query);
        },
      ),
    );
  });

  it("reads the day in both languages and writes that of the page", () => {
    const query = parseProjectQuery({ pays: "ru", au: "2022-02-24" });
    expect(query).toMatchObject({ country: "RU", asOf: { day: "2022-02-24", view: "active" } });
    expect(queryOf(query, "fr")).toEqual({ country: "RU", au: "2022-02-24" });
    expect(queryOf(query, "en")).toEqual({ country: "RU", at: "2022-02-24" });
    expect(parseProjectQuery({ at: "2022-02-24", etat: "Connu" }).asOf).toEqual({ day: "2022-02-24", view: "known" });
    expect(queryOf(parseProjectQuery({ au: "2022-02-24", state: "undated" }), "fr")).toEqual({
      au: "2022-02-24",
      etat: "non-date",
    });
  });
});
