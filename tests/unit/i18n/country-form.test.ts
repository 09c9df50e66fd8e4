import { expect, it } from "vitest";
import type { Locale } from "@/lib/i18n/locales";
import { inCountry } from "@/lib/profiles/lead";

const said = (locale: Locale, key: string, name: string) => inCountry({ key, names: { fr: name, en: name } }, locale);

it("says in which country as French does: by gender, number and first sound", () => {
  const names: [string, string, string][] = [
    ["SN", "Sénégal", "au Sénégal"],
    ["MX", "Mexique", "au Mexique"],
    ["DE", "Allemagne", "en Allemagne"],
    ["IQ", "Irak", "en Irak"],
    ["BE", "Belgique", "en Belgique"],
    ["US", "États-Unis", "aux États-Unis"],
    ["KM", "Comores", "aux Comores"],
    ["CU", "Cuba", "à Cuba"],
    ["MG", "Madagascar", "à Madagascar"],
    ["BB", "Barbade", "à la Barbade"],
    ["IM", "Île de Man", "à l’Île de Man"],
    ["TF", "Terres australes", "dans les Terres australes"],
  ];
  for (const [code, name, text] of names) expect(said("fr", code, name)).toBe(text);
});

it("says it as English does, with an article where the name has one", () => {
  expect(said("en", "SN", "Senegal")).toBe("in Senegal");
  expect(said("en", "NL", "Netherlands")).toBe("in the Netherlands");
  expect(said("en", "GM", "The Gambia")).toBe("in The Gambia");
});
