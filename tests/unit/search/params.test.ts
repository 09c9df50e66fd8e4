import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { paramsOf } from "@/lib/core/parameters";
import { href } from "@/lib/i18n/href";
import { locales } from "@/lib/i18n/locales";
import { facetKeys } from "@/lib/search/facets";
import { isCanonical, parseProjectQuery, queryOf } from "@/lib/search/params";
import { hostileQuery } from "../../support/hostile-address";

const values = fc
  .array(
    fc.constantFrom("SN", "-ML", "EAU", "o12", "none", "-none", "2018", "..10", "5..", "stale", "R53", "amount", "list", "table"),
    { maxLength: 5 },
  )
  .map((all) => all.join(","));
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
      theme: "EAU",
      country: "SN",
      organisation: "o12",
      source: "legacy-atlas",
      finding: "stale",
      page: "2",
    });
    expect(Object.keys(queryOf(query, "fr"))).toEqual(["theme", "country", "organisation", "source", "finding", "page"]);
  });

  it("takes several values of a filter, excluded ones and what is not stated, in one canonical order", () => {
    const read = (country: string | string[]) => queryOf(parseProjectQuery({ country }), "fr").country;
    expect(read("sn,ML, -bf")).toBe("ML,SN,-BF");
    expect(read(["SN", "ml", "-BF"])).toBe("ML,SN,-BF");
    expect(read("SN,SN,-SN")).toBe("SN");
    expect(read("None,-none,x,--SN")).toBe("none");
    expect(
      read(Array.from({ length: 90 }, (_, i) => String.fromCharCode(65 + (i % 26), 65 + Math.floor(i / 26))))?.split(","),
    ).toHaveLength(limits.filterValues);
  });

  it("has the order of a text only where there is one", () => {
    expect(parseProjectQuery({ sort: "relevance" }).sort).toBe("updated");
    expect(queryOf(parseProjectQuery({ q: "eau", sort: "relevance" }), "fr")).toEqual({ q: "eau" });
    expect(queryOf(parseProjectQuery({ q: "eau", sort: "updated" }), "fr")).toEqual({ q: "eau", sort: "updated" });
    expect(queryOf(parseProjectQuery({ q: "  a\u0000b\n c ", view: "globe" }), "fr")).toEqual({ q: "a b c" });
  });

  it("lets findings vanish that are no rule", () => {
    const read = (finding: string | string[]) => parseProjectQuery({ finding }).chosen.finding.oneOf;
    for (const finding of ["", "no_such_rule", "constructor", "__proto__", "any'--"]) expect(read(finding)).toEqual([]);
    expect(read("any")).toEqual(["any"]);
    expect(read(["stale", "no_theme"])).toEqual(["no_theme", "stale"]);
  });

  it("never throws, and reads back what it writes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...facetKeys, "pays", "q", "updated", "sort", "view", "page", "au", "at", "etat", "state"),
          fc.oneof(
            fc.string({ unit: "binary", maxLength: 300 }),
            fc.array(fc.string()),
            values,
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

  it("has one address for whatever is asked, which is canonical and says the same", () => {
    fc.assert(
      fc.property(hostileQuery, fc.constantFrom(...locales), (asked, locale) => {
        const query = parseProjectQuery(paramsOf(new URLSearchParams(asked)));
        const address = new URL(href(locale, { pathname: "/projects", query: queryOf(query, locale) }), "http://localhost");
        const again = parseProjectQuery(paramsOf(address.searchParams));
        expect(again).toEqual(query);
        expect(isCanonical(address.searchParams, again, locale)).toBe(true);
        expect(new URL(address.href).search).toBe(address.search);
      }),
      { numRuns: 400 },
    );
  });

  it("tells the canonical form from others, whatever its percent signs", () => {
    const is = (asked: string) => {
      const search = new URLSearchParams(asked);
      return isCanonical(search, parseProjectQuery(paramsOf(search)), "fr");
    };
    for (const asked of ["", "?", "country=ML%2CSN", "country=ML,SN", "q=eau%20potable", "q=eau+potable&country=SN"])
      expect([asked, is(asked)]).toEqual([asked, true]);
    for (const asked of [
      "q=",
      "country=SN,ML",
      "country=SN&q=eau",
      "q=eau&q=eau",
      "pays=SN",
      "page=1",
      "utm_source=x",
      "country=sn",
    ])
      expect([asked, is(asked)]).toEqual([asked, false]);
  });

  it("reads the day in both languages and writes that of the page", () => {
    const query = parseProjectQuery({ pays: "ru", au: "2022-02-24" });
    expect(query).toMatchObject({
      chosen: { country: { oneOf: ["RU"], noneOf: [] } },
      asOf: { day: "2022-02-24", view: "active" },
    });
    expect(queryOf(query, "fr")).toEqual({ country: "RU", au: "2022-02-24" });
    expect(queryOf(query, "en")).toEqual({ country: "RU", at: "2022-02-24" });
    expect(parseProjectQuery({ at: "2022-02-24", etat: "Connu" }).asOf).toEqual({ day: "2022-02-24", view: "known" });
    expect(queryOf(parseProjectQuery({ au: "2022-02-24", state: "undated" }), "fr")).toEqual({
      au: "2022-02-24",
      etat: "non-date",
    });
  });
});
