import { describe, expect, it } from "vitest";
import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry } from "@/lib/import/draft";
import { kindFromName, parseAuthorityName } from "@/lib/import/match/authority-names";
import { createOrganisationIndex } from "@/lib/import/match/organisation-index";

let nextId = 1;
function entry(name: string, kindCode: string, given: Partial<OrganisationEntry> = {}): OrganisationEntry {
  const id = nextId++;
  const none = { nameEn: null, subdivisionCode: null, successorId: null, own: false, position: null };
  return { ...none, id, publicId: `o${id}`, name, kindCode, countryCode: "FR", ...given };
}

const chartres = entry("Communauté d’agglomération Chartres Métropole", "epci");
const oldBearn = entry("Béarn", "commune", { id: 901, successorId: 902 });
const entries: [OrganisationEntry, string[]][] = [
  [chartres, ["CA Chartres Métropole", "Chartres Métropole"]],
  [entry("Métropole de Lyon", "special_status_authority"), ["Communauté urbaine de Lyon"]],
  [entry("Lyon", "commune"), []],
  [entry("Le Havre", "commune"), []],
  [entry("La Rochelle", "commune"), []],
  [entry("Rochelle", "commune"), []],
  [entry("Saint-Denis", "commune"), []],
  [entry("Saint-Denis", "commune"), []],
  [entry("Orange", "commune"), []],
  [oldBearn, []],
  [entry("Béarn", "commune", { id: 902 }), []],
  [entry("Département de l’Eure", "departement"), ["Conseil départemental de l’Eure", "Eure"]],
  [entry("Région Centre-Val de Loire", "region"), []],
  [entry("Ministère de la Santé", "state_body", { countryCode: "ML" }), []],
  [entry("Ville de Dakar", "foreign_municipality", { countryCode: "SN" }), []],
  [entry("Club imaginaire", "other", { own: true, countryCode: null }), []],
];

function find(
  name: string,
  side: "french" | "foreign" | "any" = "french",
  countryCode: string | null = side === "french" ? "FR" : null,
) {
  const index = createOrganisationIndex();
  for (const [organisation, aliases] of entries)
    index.add(
      organisation,
      [organisation.name, ...aliases].map(normaliseName),
      organisation === chartres ? { siren: "200033181" } : {},
    );
  const match = index.find({ name, side, countryCode });
  return match.entry ? match.entry.name : match.candidates.map((candidate) => candidate.name);
}

describe("createOrganisationIndex", () => {
  it.each([
    ["Communauté d'agglomération Chartres métropole", "Communauté d’agglomération Chartres Métropole"],
    ["Chartres métropole", "Communauté d’agglomération Chartres Métropole"],
    ["Chartres Métropole Communauté d'agglomération", "Communauté d’agglomération Chartres Métropole"],
    ["CA de Chartres Métropole", "Communauté d’agglomération Chartres Métropole"],
    ["Agglo chartraine (SIREN 200 033 181)", "Communauté d’agglomération Chartres Métropole"],
    ["Ville de Lyon", "Lyon"],
    ["Métropole de Lyon", "Métropole de Lyon"],
    ["Ville du Havre", "Le Havre"],
    ["Mairie de La Rochelle", "La Rochelle"],
    ["Commune de Rochelle", "Rochelle"],
    ["Conseil général de l'Eure", "Département de l’Eure"],
    ["Conseil régional du Centre-Val de Loire", "Région Centre-Val de Loire"],
    ["Béarn", "Béarn"],
  ])("finds %s", (name, found) => {
    expect(find(name)).toBe(found);
  });

  it("leaves doubts open, with the candidates", () => {
    expect(find("Saint-Denis")).toEqual(["Saint-Denis", "Saint-Denis"]);
    expect(find("Ville de Saint-Denis")).toEqual(["Saint-Denis", "Saint-Denis"]);
    expect(find("Communauté de communes Chartres métropole")).toEqual(["Communauté d’agglomération Chartres Métropole"]);
    expect(find("Ville de Nulle-Part")).toEqual([]);
  });

  it("does not take a company for the commune of its name, nor one country's ministry for another's", () => {
    expect(find("Orange", "any")).toEqual(["Orange"]);
    expect(find("Ministère de la Santé", "any")).toEqual([]);
    expect(find("Ministère de la Santé", "foreign", "SN")).toEqual([]);
    expect(find("Ministère de la Santé", "foreign", "ML")).toBe("Ministère de la Santé");
    expect(find("Commune de Dakar", "foreign", "SN")).toBe("Ville de Dakar");
    expect(find("Club imaginaire", "any")).toBe("Club imaginaire");
  });
});

describe("names of authorities", () => {
  it("tell their kind", () => {
    expect(parseAuthorityName("CC du Pays de Fictiville")).toEqual({
      group: "epci",
      type: "CC",
      stems: ["le pays de fictiville", "pays de fictiville"],
    });
    expect(parseAuthorityName("Nantes Métropole")).toBeNull();
    expect(parseAuthorityName("Villeneuve")).toBeNull();
  });

  it("give the kind of bodies that no list knows, or none", () => {
    expect(kindFromName("Ville de Nulle-Part", "french")).toBe("commune");
    expect(kindFromName("Ville de Nulle-Part", "foreign")).toBe("foreign_municipality");
    expect(kindFromName("Région de Fictiville", "foreign")).toBe("foreign_region");
    expect(kindFromName("Université de Fictiville", "unknown")).toBe("university");
    expect(kindFromName("Fictiville International", "foreign")).toBe("other");
  });
});
