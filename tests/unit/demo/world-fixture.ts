import countryShares from "@/lib/demo/content/countries.json";
import titles from "@/lib/demo/content/titles.json";
import { type World, worldCountries } from "@/lib/demo/world";

/** A world with every country of the demo records and few places, for tests without a database. */
export function fixtureWorld(): World {
  const codes = Object.keys(countryShares.weights);
  const facts = codes.map((code, at) => ({
    code,
    name_fr: `Pays ${code}`,
    name_en: `Country ${code}`,
    latitude: String((at % 80) - 40),
    longitude: String((at % 170) - 80),
  }));
  const places = new Map(
    codes.map((code, at) => [code, at % 5 === 0 ? [] : [{ latitude: (at % 80) - 39, longitude: (at % 170) - 79 }]]),
  );
  const themes = Object.keys(titles)
    .filter((code) => code !== "TWINNING")
    .map(
      (code, at) =>
        [
          code,
          [
            { id: at * 10 + 1, code, labelFr: `Thème ${code}`, labelEn: `Theme ${code}` },
            { id: at * 10 + 2, code: `${code}.A`, labelFr: `Sous-thème ${code}`, labelEn: `Sub-theme ${code}` },
          ],
        ] as const,
    );
  return {
    countries: worldCountries(facts, places),
    departements: [
      { name: "Drôme", region: "Auvergne-Rhône-Alpes", centre: { latitude: 44.7, longitude: 5.2 } },
      { name: "La Réunion", region: "La Réunion", centre: { latitude: -21.1, longitude: 55.5 } },
    ],
    themes: new Map(themes),
  };
}
