import { describe, expect, it } from "vitest";
import { unreadParameters } from "@/lib/search/params";
import { parseWords } from "@/lib/search/words";

describe("words of a search", () => {
  const term = (text: string, not = false) => ({ text, not });

  it("are words and phrases that must or must not be there", () => {
    expect(parseWords('eau "ville durable" -jumelage')).toEqual([[term("eau"), term("ville durable"), term("jumelage", true)]]);
    expect(parseWords("« eau potable » -“deux mots”")).toEqual([[term("eau potable"), term("deux mots", true)]]);
  });

  it("are alternatives only where OR or OU stands in capitals", () => {
    expect(parseWords("eau OR santé OU école")).toEqual([[term("eau")], [term("santé")], [term("école")]]);
    expect(parseWords("eau ou santé")).toEqual([[term("eau"), term("ou"), term("santé")]]);
    expect(parseWords("OR eau OU")).toEqual([[term("eau")]]);
  });

  it("are nothing where no letter or digit is", () => {
    for (const q of ["", "  ", '"', '""', "-", '-"', "?!", "|&<->", "😀"]) expect(parseWords(q), q).toEqual([]);
  });

  it("end a phrase that is not closed", () => {
    expect(parseWords('eau "ville durable')).toEqual([[term("eau"), term("ville durable")]]);
  });
});

describe("what an interface does not understand", () => {
  it("is told by name", () => {
    expect(unreadParameters({ contry: "SN", country: "SN", lang: "xx" })).toEqual(["contry"]);
    expect(unreadParameters({ country: "SN,x", theme: "EAU,-none", year: "18" })).toEqual(["country", "year"]);
    expect(unreadParameters({ sort: "best", view: "map", page: "0", updated: "yesterday", au: "2999-01-01" })).toEqual([
      "sort",
      "view",
      "page",
      "updated",
      "au",
    ]);
  });

  it("is nothing in what the portal itself writes", () => {
    expect(
      unreadParameters({
        q: "eau",
        country: "ML,SN,-BF",
        sort: "amount",
        view: "table",
        page: "2",
        at: "2022-02-24",
        lang: "en",
      }),
    ).toEqual([]);
    expect(unreadParameters({ q: "", country: "" })).toEqual([]);
  });
});
