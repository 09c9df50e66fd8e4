import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FacetKey } from "@/lib/search/facets";
import { formsOf } from "@/lib/search/sentence/demonyms";
import { makeGazetteer } from "@/lib/search/sentence/gazetteer";
import { cutIntoTokens, joinTokens } from "@/lib/search/sentence/tokens";
import { understand } from "@/lib/search/sentence/understand";

const names: [FacetKey, string, string][] = [
  ["country", "SN", "Sénégal"],
  ["country", "DE", "Allemagne"],
  ["country", "DE", "Germany"],
  ["country", "DE", "allemandes"],
  ["country", "GB", "Grande-Bretagne"],
  ["country", "GE", "Géorgie"],
  ["country", "CG", "congolais"],
  ["country", "CD", "congolais"],
  ["country", "FR", "France"],
  ["country", "ZA", "Afrique du Sud"],
  ["region", "002", "Afrique"],
  ["territory", "R53", "Bretagne"],
  ["territory", "R28", "Normandy"],
  ["territory", "D59", "Nord"],
  ["territory", "R01", "Guadeloupe"],
  ["territory", "D971", "Guadeloupe"],
  ["theme", "EAU", "eau"],
  ["theme", "EAU.POTABLE", "eau potable"],
  ["form", "twinning", "jumelages"],
  ["form", "twinning", "twinnings"],
  ["status", "ongoing", "en cours"],
];
const gazetteer = makeGazetteer(names.map(([facet, value, name]) => ({ facet, value, name })));

const read = (text: string) => {
  const { filters, words, maybe } = understand(text, gazetteer);
  const valuesOf = (parts: typeof filters) =>
    parts.flatMap(({ meanings }) => meanings.flatMap(({ facet, values }) => values.map((value) => `${facet}:${value}`)));
  return { filters: valuesOf(filters), words, maybe: valuesOf(maybe) };
};

describe("a question", () => {
  it.each([
    ["projets eau au Sénégal depuis 2018 en Bretagne", ["theme:EAU", "country:SN", "year:2018..", "territory:R53"], ""],
    ["twinnings between Normandy and Germany before 1970", ["form:twinning", "territory:R28", "country:DE", "year:..1969"], ""],
    ["jumelages avec des villes allemandes", ["form:twinning", "country:DE"], ""],
    ["eau potable Sénégal pompes solaires", ["theme:EAU.POTABLE", "country:SN"], "pompes solaires"],
    ["Grande-Bretagne", ["country:GB"], ""],
    ["Afrique du Sud", ["country:ZA"], ""],
    ["Guadeloupe", ["territory:R01"], ""],
    ["projets en cours de Rennes", ["status:ongoing"], "Rennes"],
    ["entre la France et le Sénégal", ["country:SN"], ""],
  ])("%s", (text, filters, words) => {
    expect(read(text)).toMatchObject({ filters, words });
  });

  it.each([
    ["Géorgie", ["country:GE"]],
    ["congolais", ["country:CG", "country:CD"]],
    ["dialogue Nord", ["territory:D59"]],
    ["eau", ["theme:EAU"]],
  ])("leaves %s as words and says what it may mean", (text, maybe) => {
    expect(read(text)).toEqual({ filters: [], words: text, maybe });
  });

  it.each([
    '"Sénégal"',
    "-Sénégal",
    "Sénégal OR Bretagne",
    "coopération Nord-Sud du Sahel".replace("coopération ", ""),
    "agenda 2030",
  ])("takes %s as it is written", (text) => {
    expect(read(text)).toMatchObject({ filters: [], words: text });
  });

  it("drops words that say what the portal is about, alone, too", () => {
    expect(read("projets de Rennes").words).toBe("Rennes");
    expect(read("projets").words).toBe("");
  });

  it("says the same of what it left as words", () => {
    const word = fc.constantFrom(
      "eau",
      "Sénégal",
      "de",
      "projets",
      "Rennes",
      "2018",
      "depuis",
      '"Bretagne"',
      "en",
      "Nord-Sud",
      "-Mali",
      "l’",
      "Géorgie",
      "congolais",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const { words: left } = understand(words.join(" "), gazetteer);
        const again = understand(left, gazetteer);
        expect(again.words.length).toBeLessThanOrEqual(left.length);
        if (again.filters.length === 0) expect(again.words).toBe(left);
      }),
    );
  });

  it("never fails on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void understand(text, gazetteer)));
  });
});

describe("years", () => {
  it.each([
    ["depuis 2018", "year:2018.."],
    ["since 1990", "year:1990.."],
    ["après 2010", "year:2011.."],
    ["before 1970", "year:..1969"],
    ["jusqu’en 2015", "year:..2015"],
    ["entre 1990 et 1995", "year:1990..1995"],
    ["from 2010 to 2015", "year:2010..2015"],
    ["2010-2015", "year:2010..2015"],
    ["années 1980", "year:1980..1989"],
    ["années 80", "year:1980..1989"],
    ["in the 1980s", "year:1980..1989"],
    ["en 2018", "year:2018"],
    ["2018", "year:2018"],
    ["signed in 2004", "signed:2004"],
    ["signées en 2004", "signed:2004"],
  ])("%s", (text, filter) => {
    expect(read(text)).toMatchObject({ filters: [filter], words: "" });
  });

  it.each(["1789", "12018", "20 18", "année"])("%s is none", (text) => {
    expect(read(text).filters).toEqual([]);
  });
});

it("the forms of adjectives", () => {
  expect(formsOf("sénégalais")).toEqual(["sénégalais", "sénégalaise", "sénégalaises"]);
  expect(formsOf("malien")).toEqual(["malien", "maliens", "malienne", "maliennes"]);
  expect(formsOf("belge")).toEqual(["belge", "belges"]);
  expect(formsOf("turc/turque")).toEqual(["turc", "turcs", "turque", "turques"]);
});

it("tokens are joined as they stood", () => {
  for (const text of ["Saint-Denis et Tours", '"deux mots" seul', "-exclu reste"])
    expect(joinTokens(cutIntoTokens(text))).toBe(text);
});
