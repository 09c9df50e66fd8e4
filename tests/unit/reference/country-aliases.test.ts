import { describe, expect, it } from "vitest";
import { normaliseName } from "@/lib/core/text";
import { countryAliases } from "@/lib/reference/countries";
import { englishOverrides, extraAliases, frenchOverrides } from "@/lib/reference/country-names";
import { readIsoCountries } from "@/lib/reference/packages";

const aliases = countryAliases();
const find = (name: string) => aliases.get(normaliseName(name));

describe("spellings of countries", () => {
  it.each([
    ["Sénégal", "SN"],
    ["SENEGAL", "SN"],
    ["Burkina-Faso", "BF"],
    ["Côte d'Ivoire", "CI"],
    ["Cote d’Ivoire", "CI"],
    ["Ivory Coast", "CI"],
    ["Birmanie", "MM"],
    ["Myanmar", "MM"],
    ["Burma", "MM"],
    ["Corée du Sud", "KR"],
    ["Corée", "KR"],
    ["République de Corée", "KR"],
    ["Corée du Nord", "KP"],
    ["Republic of Ireland", "IE"],
    ["Irlande", "IE"],
    ["Irlande du Nord", "GB"],
    ["England, United Kingdom", "GB"],
    ["Écosse", "GB"],
    ["Pays de Galles", "GB"],
    ["Grande Bretagne", "GB"],
    ["UK", "GB"],
    ["Palestine", "PS"],
    ["Territoires palestiniens", "PS"],
    ["Palestinian Territories", "PS"],
    ["Congo", "CG"],
    ["Congo-Brazzaville", "CG"],
    ["Congo-Kinshasa", "CD"],
    ["RDC", "CD"],
    ["République Démocratique du Congo", "CD"],
    ["Cap-Vert", "CV"],
    ["Cabo Verde", "CV"],
    ["Swaziland", "SZ"],
    ["Macédoine", "MK"],
    ["République tchèque", "CZ"],
    ["Tchéquie", "CZ"],
    ["Czechia", "CZ"],
    ["États-Unis", "US"],
    ["Etats Unis d'Amérique", "US"],
    ["USA", "US"],
    ["U.S.A.", "US"],
    ["Viêt Nam", "VN"],
    ["Viet-Nam", "VN"],
    ["Biélorussie", "BY"],
    ["Bélarus", "BY"],
    ["Moldavie", "MD"],
    ["Republic of Moldova", "MD"],
    ["Guinée", "GN"],
    ["Guinée Conakry", "GN"],
    ["Guinée-Bissau", "GW"],
    ["Guinée équatoriale", "GQ"],
    ["Île Maurice", "MU"],
    ["Turkey", "TR"],
    ["Türkiye", "TR"],
    ["Kosovo", "XK"],
    ["Taïwan", "TW"],
    ["Saint Lucia", "LC"],
    ["St Lucia", "LC"],
    ["Georgia (country)", "GE"],
    ["Guyane", "GF"],
    ["Guyana", "GY"],
    ["Dominique", "DM"],
    ["République dominicaine", "DO"],
    ["Timor-Leste", "TL"],
    ["Laos", "LA"],
  ])("%s is %s", (name, code) => {
    expect(find(name)).toBe(code);
  });

  it.each(["Québec", "Yougoslavie", "Tchécoslovaquie", "URSS", "Virgin Islands", "eau", "de", "la", "et", ""])(
    "%j is no country",
    (name) => {
      expect(find(name)).toBeUndefined();
    },
  );

  it("finds each country by its name in both languages", () => {
    const byCode = new Map(readIsoCountries().map((country) => [country.code, country]));
    for (const [code, { fr, en }] of byCode) {
      // Our names of "Congo" and "Guyane" stand for one country each; the package's names of the others are longer.
      expect([code, find(frenchOverrides[code] ?? fr[0])]).toEqual([code, code]);
      expect([code, find(englishOverrides[code] ?? en[0])]).toEqual([code, code]);
    }
    for (const code of [...Object.keys(extraAliases), ...Object.keys(frenchOverrides), ...Object.keys(englishOverrides)])
      expect(byCode.has(code), code).toBe(true);
  });

  it("gives no spelling of ours to two countries", () => {
    const owner = new Map<string, string>();
    for (const [code, names] of Object.entries(extraAliases))
      for (const name of names.map(normaliseName)) {
        expect([name, owner.get(name) ?? code]).toEqual([name, code]);
        owner.set(name, code);
      }
  });
});
