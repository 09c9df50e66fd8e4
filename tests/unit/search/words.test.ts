import { describe, expect, it } from "vitest";
import { unreadParameters } from "@/lib/search/params";
import { parseWords } from "@/lib/search/words";

describe("words of a search", () => {
  const term = (text: string, not = false) => ({ text, not, same: [] });

  it("are words and phrases that must or must not be there", () => {
    expect(parseWords('quai "ville durable" -jumelage')).toEqual([[term("quai"), term("ville durable"), term("jumelage", true)]]);
    expect(parseWords("« quai potable » -“deux mots”")).toEqual([[term("quai potable"), term("deux mots", true)]]);
  });

  it("are alternatives only where OR or OU stands in capitals", () => {
    expect(parseWords("quai OR digue OU phare")).toEqual([[term("quai")], [term("digue")], [term("phare")]]);
    expect(parseWords("quai ou digue")).toEqual([[term("quai"), term("ou"), term("digue")]]);
    expect(parseWords("OR quai OU")).toEqual([[term("quai")]]);
  });

  it("are nothing where no letter or digit is", () => {
    for (const q of ["", "  ", '"', '""', "-", '-"', "?!", "|&<->", "😀"]) expect(parseWords(q), q).toEqual([]);
  });

  it("end a phrase that is not closed", () => {
    expect(parseWords('quai "ville durable')).toEqual([[term("quai"), term("ville durable")]]);
  });
});

describe("what means the same", () => {
  const sameAs = (q: string) => parseWords(q).flatMap((terms) => terms.map(({ text, same }) => [text, ...same]));

  it("is looked for, too, in both languages", () => {
    expect(sameAs("école")).toEqual([["école", "school"]]);
    expect(sameAs("Town hall vélo")).toEqual([
      ["Town hall", "mairie", "hotel de ville"],
      ["vélo", "bicycle", "cycling"],
    ]);
    expect(sameAs("volontariat de solidarité internationale")[0]).toContain("vsi");
  });

  it("is not where words stand in quotation marks, are excluded, or only look like an abbreviation", () => {
    expect(sameAs('"école" -vélo')).toEqual([["école"], ["vélo"]]);
    expect(sameAs("ca")).toEqual([["ca"]]);
    expect(sameAs("CA")).toEqual([["CA", "communaute d agglomeration"]]);
  });

  it("knows the short form of Saint in names", () => {
    expect(sameAs("St-Denis Ste-Marie St")).toEqual([["Saint-Denis"], ["Sainte-Marie"], ["St"]]);
  });
});

describe("what an interface does not understand", () => {
  it("is told by name", () => {
    expect(unreadParameters({ contry: "SN", country: "SN", lang: "xx" })).toEqual(["contry"]);
    expect(unreadParameters({ country: "SN,x", theme: "EAU,-none", year: "18" })).toEqual(["country", "year"]);
    expect(unreadParameters({ sort: "best", view: "globe", page: "0", updated: "yesterday", au: "2999-01-01" })).toEqual([
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
        q: "quai",
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
