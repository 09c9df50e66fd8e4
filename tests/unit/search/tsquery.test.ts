import { describe, expect, it } from "vitest";
import { phrasesOf, readTsquery } from "@/lib/search/tsquery";

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

  it("keeps a phrase as it is, with the words that it holds", () => {
    expect(readTsquery("'jeun' | 'young' <-> 'people'")).toEqual({
      operator: "|",
      parts: [
        { word: "jeun" },
        { phrase: "'young' <-> 'people'", words: { operator: "&", parts: [{ word: "young" }, { word: "people" }] } },
      ],
    });
    const tree = readTsquery("( 'a' | 'b' ) <2> 'c' & !( 'd' <-> 'e' <-> 'f' )");
    expect(tree).toMatchObject({
      operator: "&",
      parts: [{ phrase: "( 'a' | 'b' ) <2> 'c'" }, { not: { phrase: "'d' <-> 'e' <-> 'f'" } }],
    });
    expect(phrasesOf(tree)).toEqual(["( 'a' | 'b' ) <2> 'c'", "'d' <-> 'e' <-> 'f'"]);
  });

  it("is not read where it is none", () => {
    for (const text of ["", "'a' &", "('a'", "eau", "'a' 'b'", "'a' <->", "'eau':A", "'pot':*"])
      expect(() => readTsquery(text), text).toThrow(SyntaxError);
  });
});
