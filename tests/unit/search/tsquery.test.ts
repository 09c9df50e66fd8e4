import { describe, expect, it } from "vitest";
import { readTsquery } from "@/lib/search/tsquery";

describe("a tsquery as PostgreSQL writes it", () => {
  it("becomes a condition on words", () => {
    expect(readTsquery("'eau'")).toEqual({ word: "eau" });
    expect(readTsquery("'eau' & ( 'potabl' | 'drink' ) & !'it''s'")).toEqual({
      operator: "&",
      parts: [{ word: "eau" }, { operator: "|", parts: [{ word: "potabl" }, { word: "drink" }] }, { not: { word: "it's" } }],
    });
    expect(readTsquery("'a' | 'b' & !( 'c' | 'd' )")).toEqual({
      operator: "|",
      parts: [
        { word: "a" },
        { operator: "&", parts: [{ word: "b" }, { not: { operator: "|", parts: [{ word: "c" }, { word: "d" }] } }] },
      ],
    });
  });

  it("is not read where places or weights of words count, or where it is none", () => {
    for (const text of ["'eau' <-> 'potabl'", "'a' <2> 'b'", "'eau':A", "'eau':*", "", "'a' &", "('a'", "eau", "'a' 'b'"])
      expect([text, readTsquery(text)]).toEqual([text, null]);
  });
});
