import { describe, expect, it } from "vitest";
import { isSiren } from "@/lib/reference/authorities";
import { departementNames, groupingNames, regionNames } from "@/lib/reference/authority-names";
import { readFrenchDivisions } from "@/lib/reference/packages";

const divisions = readFrenchDivisions();
const departement = (code: string) => {
  const found = divisions.departements.find((one) => one.code === code);
  if (!found) throw new Error(code);
  return departementNames(found);
};
const region = (code: string) => {
  const found = divisions.regions.find((one) => one.code === code);
  if (!found) throw new Error(code);
  return regionNames(found);
};
const grouping = (nom: string, type: "CC" | "CA" | "CU" | "METRO") =>
  groupingNames({ code: "200033181", nom, type, membres: [] });

describe("names of French authorities", () => {
  it.each([
    ["28", "Département d’Eure-et-Loir"],
    ["01", "Département de l’Ain"],
    ["05", "Département des Hautes-Alpes"],
    ["41", "Département de Loir-et-Cher"],
    ["72", "Département de la Sarthe"],
    ["84", "Département de Vaucluse"],
    ["90", "Département du Territoire de Belfort"],
    ["94", "Département du Val-de-Marne"],
    ["974", "Département de La Réunion"],
  ])("%s is %s", (code, name) => {
    expect(departement(code).name).toBe(name);
  });

  it("knows former names of councils and of merged régions", () => {
    expect(departement("28").aliases).toContain("Conseil général d’Eure-et-Loir");
    expect(departement("84").aliases).toContain("Conseil départemental du Vaucluse");
    expect(region("24")).toMatchObject({ name: "Région Centre-Val de Loire" });
    expect(region("84").aliases).toEqual(
      expect.arrayContaining(["Région Rhône-Alpes", "Conseil régional d’Auvergne", "Rhône-Alpes"]),
    );
    expect(region("24").aliases).not.toContain("Centre");
  });

  it("spells out the kind of an inter-municipal body", () => {
    expect(grouping("CA Chartres Métropole", "CA")).toMatchObject({
      name: "Communauté d’agglomération Chartres Métropole",
      listed: "CA Chartres Métropole",
      bare: "Chartres Métropole",
      acronym: null,
    });
    expect(grouping("CC du Pays de l'Arbresle (CCPA)", "CC")).toMatchObject({
      name: "Communauté de communes du Pays de l’Arbresle",
      bare: "Pays de l’Arbresle",
      acronym: "CCPA",
    });
    expect(grouping('CA "Saintes - Grandes Rives - L\'Agglo"', "CA").name).toBe(
      "Communauté d’agglomération Saintes - Grandes Rives - L’Agglo",
    );
    expect(grouping("Métropole d'Aix-Marseille-Provence", "METRO").name).toBe("Métropole d’Aix-Marseille-Provence");
  });

  it("leaves no abbreviation, quotation mark or double space in a name", () => {
    for (const one of divisions.epci) {
      const { name, bare } = groupingNames(one);
      expect(name).not.toMatch(/^(CC|CA|CU|METRO)\b|["']| {2}/);
      expect(bare).not.toBe("");
    }
  });
});

describe("SIREN", () => {
  it("is told by Luhn's sum", () => {
    expect(isSiren("200033181")).toBe(true);
    expect(isSiren("200033182")).toBe(false);
    expect(isSiren("20003318")).toBe(false);
    expect(isSiren("2OOO33181")).toBe(false);
  });
});
