import { describe, expect, it } from "vitest";
import { parseFrenchDate, parseYear, shortDate } from "@/lib/import/normalise/dates";
import { emailsIn, plainEmail, withholdEmails } from "@/lib/import/normalise/free-text";
import { splitByCapitals, splitFunction, splitLastFirst } from "@/lib/import/normalise/person-names";
import { cutAfterKnownName, cutBeforeCountry } from "@/lib/import/normalise/row-names";
import { legacyIdOf } from "@/lib/import/sources/legacy-page/file-name";

describe("dates", () => {
  it.each([
    ["31/12/2018", "2018-12-31", "day"],
    ["1/3/2018", "2018-03-01", "day"],
    ["29/02/2016", "2016-02-29", "day"],
    ["03/2018", "2018-03-01", "month"],
    ["2018", "2018-01-01", "year"],
  ])("%s → %s", (text, date, precision) => {
    expect(parseFrenchDate(text)).toEqual({ date, precision });
  });

  it.each(["31/02/2018", "29/02/2018", "0/1/2018", "12/31/2018", "31/12/18", "1/1/1899", "bientôt", ""])(
    "%s is no date",
    (text) => {
      expect(parseFrenchDate(text)).toBeNull();
    },
  );

  it("reads years within bounds, and writes a date with its precision", () => {
    expect([parseYear("2017"), parseYear("1899"), parseYear("2101"), parseYear("17"), parseYear("2017 ")]).toEqual([
      ...[2017, null, null, null, null],
    ]);
    expect(shortDate({ date: "2018-03-01", precision: "month" })).toBe("2018-03");
  });
});

describe("e-mail addresses", () => {
  it("become plain, and leave public texts", () => {
    expect(plainEmail("Courriel : aimee.specimen[at]example.org")).toBe("Courriel : aimee.specimen@example.org");
    expect(emailsIn("a.b (at) example.org, c@d.example.org.")).toEqual(["a.b@example.org", "c@d.example.org"]);
    expect(withholdEmails("Écrire à a@example.org (bureau).", "[…]")).toEqual({
      text: "Écrire à […] (bureau).",
      emails: ["a@example.org"],
    });
  });

  it("are not seen where there are none", () => {
    const text = "Réunion @ Dakar, 3 [at] 4, prix : 5 @ l'unité";
    expect(withholdEmails(text, "x")).toEqual({ text, emails: [] });
  });
});

describe("names of people", () => {
  it("are split where capitals, the number of words or the address tell", () => {
    expect(splitByCapitals("Mme Aimée SPÉCIMEN")).toEqual({ lastName: "SPÉCIMEN", firstName: "Aimée", certain: true });
    expect(splitByCapitals("D'ÉCHANTILLON Jean-Octave")).toMatchObject({ lastName: "D'ÉCHANTILLON", firstName: "Jean-Octave" });
    expect(splitLastFirst(["Modèle", "Awa"], null)).toMatchObject({ lastName: "Modèle", firstName: "Awa", certain: true });
    const words = ["Exemple", "Jean", "Charles"];
    for (const email of ["jcexemple@x.org", "jean-charles.exemple@x.org", "exemple.jc@x.org", "j.exemple@x.org"])
      expect(splitLastFirst(words, email), email).toMatchObject({
        lastName: "Exemple",
        firstName: "Jean Charles",
        certain: true,
      });
  });

  it("stay whole otherwise", () => {
    const whole = { lastName: "Exemple Jean Charles", firstName: null, certain: false };
    expect(splitLastFirst(["Exemple", "Jean", "Charles"], "contact@x.org")).toEqual(whole);
    expect(splitLastFirst(["Exemple", "Jean", "Charles"], null)).toEqual(whole);
    expect(splitByCapitals("Aimée Spécimen")).toMatchObject({ lastName: "Aimée Spécimen", firstName: null, certain: false });
  });

  it("end where a function begins", () => {
    const words = "Modèle Awa Maire adjointe chargée de l'eau".split(" ");
    expect(splitFunction(words)).toEqual({ name: ["Modèle", "Awa"], function: "Maire adjointe chargée de l'eau" });
    expect(splitFunction(["Maire", "Paul"])).toEqual({ name: ["Maire", "Paul"], function: null });
  });
});

describe("rows of tables", () => {
  const countries = new Map([
    ...[
      ["guinee", "GN"],
      ["guinee bissau", "GW"],
      ["papouasie nouvelle guinee", "PG"],
      ["congo", "CG"],
    ],
    ...[
      ["republique democratique du congo", "CD"],
      ["cote d ivoire", "CI"],
      ["luxembourg", "LU"],
      ["djibouti", "DJ"],
    ],
  ] as [string, string][]);

  it.each([
    ["Conakry Guinée", "Conakry", "GN"],
    ["Commune de Bafata Guinée-Bissau", "Commune de Bafata", "GW"],
    ["Port Moresby Papouasie-Nouvelle-Guinée", "Port Moresby", "PG"],
    ["Ville de Goma, République démocratique du Congo", "Ville de Goma", "CD"],
    ["District d’Abidjan (Côte d’Ivoire)", "District d’Abidjan", "CI"],
    ["Djibouti Djibouti", "Djibouti", "DJ"],
  ])("%s ends in its country", (row, name, countryCode) => {
    expect(cutBeforeCountry(row, countries)).toEqual({ name, countryCode });
  });

  it.each(["Ville de Luxembourg", "Guinée", "Ville de Zubrowka", "", "République du Congo"])(
    "%s has no certain country",
    (row) => {
      expect(cutBeforeCountry(row, countries)).toBeNull();
    },
  );

  it("start with the longest known name whose rest is accepted", () => {
    const known = new Map([
      ["association 1901", "Association 1901"],
      ["association", "Association"],
    ]);
    const isNumbers = (rest: string[]) => rest.every((word) => /^\d+$/.test(word));
    expect(cutAfterKnownName("Association 1901 500 2017", known, isNumbers)).toEqual({
      name: "Association 1901",
      rest: ["500", "2017"],
    });
    expect(cutAfterKnownName("Association des amis 500", known, isNumbers)).toBeNull();
  });
});

describe("legacyIdOf", () => {
  it.each([
    ["detailProjet-1234.txt", 1234],
    ["/a/b/detailProjet_77.html", 77],
    ["detailProjet.html_criteres.projetId=55.txt", 55],
    ["detailProjet.html%3Fcriteres.projetId%3D56.txt", 56],
    ["projet-2017.txt", null],
    ["1234.txt", null],
    ["detailProjet-0.txt", null],
    ["detailProjet-99999999999.txt", null],
    ["legacy-project-page.txt", null],
  ])("%s → %s", (file, id) => {
    expect(legacyIdOf(file)).toBe(id);
  });
});
