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

  it("keeps what asks for more than a word as it is", () => {
    expect(readTsquery("'jeun' | 'young' <-> 'people'")).toEqual({
      operator: "|",
      parts: [{ word: "jeun" }, { matching: "'young' <-> 'people'" }],
    });
    expect(readTsquery("( 'a' | 'b' ) <2> 'c' & 'eau':A & !'pot':*")).toEqual({
      operator: "&",
      parts: [{ matching: "( 'a' | 'b' ) <2> 'c'" }, { matching: "'eau':A" }, { not: { matching: "'pot':*" } }],
    });
  });

  it("is not read where it is none", () => {
    for (const text of ["", "'a' &", "('a'", "eau", "'a' 'b'", "'a' <->"])
      expect(() => readTsquery(text), text).toThrow(SyntaxError);
  });
});
