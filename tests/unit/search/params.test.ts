import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProjectQuery, queryOf } from "@/lib/search/params";

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
    expect(queryOf(query)).toEqual({
      country: "SN",
      theme: "EAU",
      organisation: "o12",
      source: "legacy-atlas",
      finding: "stale",
      page: "2",
    });
    expect(Object.keys(queryOf(query))).toEqual(["country", "theme", "organisation", "source", "finding", "page"]);
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
        fc.dictionary(fc.constantFrom("country", "theme", "organisation", "source", "finding", "page", "x"), fc.string()),
        (params) => {
          const query = parseProjectQuery(params);
          expect(parseProjectQuery(queryOf(query))).toEqual(query);
        },
      ),
    );
  });
});
