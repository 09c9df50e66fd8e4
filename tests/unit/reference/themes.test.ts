import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/i18n/catalogue";
import { cooperationForms, iatiOrganisationTypes, organisationKinds, projectRoles, projectStatuses } from "@/lib/reference/lists";
import { themeTree } from "@/lib/reference/theme-tree";

const codeLists = "../shared/data/iati-standard-2.03/codelists";
const codesOf = (list: string) => {
  const text = readFileSync(`${codeLists}/${list}.xml`, "utf8");
  return [...text.matchAll(/<codelist-item(?<attributes>[^>]*)>\s*<code>(?<code>[^<]+)<\/code>/g)].flatMap(({ groups }) =>
    groups?.code && !groups.attributes?.includes('status="withdrawn"') ? [groups.code] : [],
  );
};
const hasCodeLists = existsSync(codeLists);

describe("starter nomenclature", () => {
  it("has 12 themes and 47 sub-themes, each with a label in both languages", () => {
    expect(themeTree.filter((theme) => !theme.code.includes("."))).toHaveLength(12);
    expect(themeTree.filter((theme) => theme.code.split(".").length === 2)).toHaveLength(47);
    for (const theme of themeTree) {
      expect(theme.fr.trim(), theme.code).not.toBe("");
      expect(theme.en.trim(), theme.code).not.toBe("");
      expect(theme.crs.length, theme.code).toBeGreaterThan(0);
      expect(theme.sdg.length, theme.code).toBeGreaterThan(0);
    }
  });

  it("holds the three levels that the legacy page names", () => {
    const labels = ["ECO", "ECO.ATTRACTIVITE", "ECO.ATTRACTIVITE.POLES"].map((code) => {
      const theme = themeTree.find((entry) => entry.code === code);
      return theme?.legacy ?? theme?.fr;
    });
    expect(labels).toEqual(["Economie durable", "Attractivité des territoires", "Pôles de compétitivité, clusters, filières"]);
  });

  it("places every theme after its parent, once", () => {
    const seen = new Set<string>();
    for (const { code } of themeTree) {
      expect(seen.has(code), code).toBe(false);
      const parent = code.split(".").slice(0, -1).join(".");
      if (parent) expect(seen.has(parent), code).toBe(true);
      seen.add(code);
    }
  });

  it("uses labels once within a parent, in each language", () => {
    for (const language of ["fr", "en"] as const) {
      const labels = themeTree.map((theme) => `${theme.code.split(".").slice(0, -1).join(".")}/${theme[language]}`);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it.skipIf(!hasCodeLists)("maps to purpose codes that the CRS list holds (skipped without ../shared)", () => {
    // Total codes of the DAC that IATI's copy omits: education and health "general" categories start at xxx10 and are all there.
    const known = new Set(codesOf("Sector"));
    expect(themeTree.flatMap((theme) => theme.crs).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe("lists", () => {
  it.skipIf(!hasCodeLists)("hold the whole IATI lists (skipped without ../shared)", () => {
    expect(iatiOrganisationTypes.map(([code]) => code)).toEqual(codesOf("OrganisationType"));
    expect(projectStatuses.map((status) => status[3])).toEqual(codesOf("ActivityStatus"));
  });

  it("have distinct codes and labels", () => {
    for (const list of [projectRoles, cooperationForms, projectStatuses, iatiOrganisationTypes, organisationKinds])
      for (const column of [0, 1, 2] as const) {
        const values = list.map((entry) => entry[column]);
        expect(new Set(values).size).toBe(values.length);
      }
  });

  it("map kinds to IATI types that exist", () => {
    const types = new Set(iatiOrganisationTypes.map(([code]) => code));
    for (const kind of organisationKinds) if (kind[4] !== null) expect(types.has(kind[4]), kind[0]).toBe(true);
  });
});

describe("messages of progress", () => {
  it("are the same in both languages", () => {
    expect(Object.keys(catalogue("en").reference.progress)).toEqual(Object.keys(catalogue("fr").reference.progress));
  });
});
