import { describe, expect, it } from "vitest";
import { communePoints } from "@/lib/reference/commune-points";
import type { Commune } from "@/lib/reference/packages";
import { type City, mainPlaces, placeNames } from "@/lib/reference/places";

const city = (values: Partial<City>): City => ({
  id: 1,
  name: "Somewhere",
  asciiName: "",
  alternates: "",
  latitude: 1,
  longitude: 2,
  featureCode: "PPL",
  country: "FR",
  admin: ["", "", "", ""],
  population: 0,
  timeZone: "",
  ...values,
});
const commune = (code: string, nom: string, values: Partial<Commune> = {}): Commune => ({
  code,
  nom,
  zone: "metro",
  type: "commune-actuelle",
  departement: code.slice(0, 2),
  ...values,
});

describe("names of places", () => {
  it("are normalised, distinct, Latin, the place's own first", () => {
    const names = placeNames(
      city({ name: "Québec", asciiName: "Quebec", alternates: "Quebec City,Québec,Квебек,魁北克市,,St-Foy" }),
    );
    expect(names).toEqual(["quebec", "quebec city", "saint foy"]);
  });

  it("keep a name in another script when it is the place's own", () => {
    expect(placeNames(city({ name: "Москва", asciiName: "Moskva" }))).toEqual(["москва", "moskva"]);
  });

  it("are bounded in number and length", () => {
    const alternates = [...Array.from({ length: 500 }, (_, index) => `Name ${index}`), "x".repeat(500)].join(",");
    const names = placeNames(city({ name: "Name", alternates }));
    expect(names).toHaveLength(60);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(81);
  });
});

describe("main place of a country", () => {
  it("is the most populous one", () => {
    const cities = [city({ country: "SN", population: 5 }), city({ id: 2, country: "SN", population: 9, latitude: 14 })];
    expect(mainPlaces(cities).get("SN")).toMatchObject({ id: 2, latitude: 14 });
  });
});

describe("position of a commune", () => {
  it("is the place of its name, rather than a larger hamlet with its code", () => {
    const points = communePoints(
      [commune("28085", "Chartres")],
      [
        city({ admin: ["24", "28", "281", "28085"], name: "Beaulieu", population: 9_000, latitude: 5 }),
        city({ admin: ["24", "28", "281", "28085"], name: "Chartres", population: 8_000, latitude: 48 }),
      ],
    );
    expect(points.get("28085")?.latitude).toBe(48);
  });

  it("is found by name in the département when the place has no code, and never in another country", () => {
    const communes = [commune("69244", "Tassin-la-Demi-Lune")];
    const place = { name: "Tassin-la-Demi-Lune", latitude: 45 };
    expect(communePoints(communes, [city({ ...place, admin: ["84", "69", "", ""] })]).get("69244")?.latitude).toBe(45);
    expect(communePoints(communes, [city({ ...place, admin: ["84", "01", "", ""] })]).has("69244")).toBe(false);
    expect(communePoints(communes, [city({ ...place, country: "BE", admin: ["84", "69", "", ""] })]).has("69244")).toBe(false);
  });

  it("comes from a former commune when the new one has no place of its own", () => {
    const points = communePoints(
      [commune("01015", "Arboys en Bugey"), commune("01340", "Saint-Bois", { type: "commune-deleguee", chefLieu: "01015" })],
      [city({ admin: ["84", "01", "011", "01340"], name: "Saint-Bois", latitude: 46 })],
    );
    expect(points.get("01340")?.latitude).toBe(46);
    expect(points.get("01015")?.latitude).toBe(46);
  });
});
