import { describe, expect, it } from "vitest";
import bodies from "@/lib/demo/content/bodies.json";
import phrases from "@/lib/demo/content/phrases.json";
import showcase from "@/lib/demo/content/showcase.json";
import titles from "@/lib/demo/content/titles.json";
import { fill, foreignName, frenchName } from "@/lib/demo/names";
import { demoOrganisation } from "@/lib/demo/organisations";
import { demoProject } from "@/lib/demo/projects";
import { fixtureWorld } from "./world-fixture";

const world = fixtureWorld();
const projects = Array.from({ length: 3_000 }, (_, index) => demoProject(index, world));
const keys = (text: string) => [...text.matchAll(/\{(?:de:)?(\w+)\}/g)].map((match) => match[1]).sort();

describe("the sentences of demo records", () => {
  it("say the same in both languages", () => {
    for (const [french = "", english = ""] of [...Object.values(titles).flat(), ...Object.values(phrases).flat()]) {
      expect(keys(english)).toEqual(keys(french));
      expect(french).not.toBe(english);
    }
  });

  it("follow French typography", () => {
    const french = [
      ...projects.flatMap((project) => [
        ...(project.language === "fr" ? [project.title] : []),
        ...project.texts.filter((text) => text.language === "fr").map((text) => text.body),
      ]),
      showcase.news.body.fr,
      ...Object.values(showcase.project.texts).map((text) => text.fr),
    ];
    for (const text of french) expect(text).not.toMatch(/ [:;!?»]|« |'|[^\s\u00a0\u202f0-9][:;!?](\s|$)/);
  });

  it("leave no gap, no raw value and no address outside example.org", () => {
    for (const project of projects) {
      const all = [project.title, ...project.texts.map((text) => text.body)];
      for (const text of all) expect(text).not.toMatch(/[{}@]|undefined|NaN|\[object|https?:/);
      for (const text of all) expect(text.trim()).toBe(text);
    }
    const websites = Array.from({ length: 500 }, (_, index) => demoOrganisation({ pool: "partner", index }, world).website);
    for (const website of websites) if (website) expect(website).toMatch(/^https:\/\/example\.org\/[a-z0-9-]+$/);
    expect(websites.some((website) => website !== null)).toBe(true);
  });

  it("are mostly French, with translations that say what they are", () => {
    const english = projects.filter((project) => project.language === "en").length / projects.length;
    expect(english).toBeGreaterThan(0.09);
    expect(english).toBeLessThan(0.15);
    for (const project of projects)
      for (const text of project.texts) expect(text.status === "original").toBe(text.language === project.language);
    expect(projects.some((project) => project.translatedTitle !== null && project.slugFr !== project.slugEn)).toBe(true);
    expect(projects.some((project) => project.texts.some((text) => text.body.includes("\n- ")))).toBe(true);
  });
});

describe("fictitious names", () => {
  it("differ from each other", () => {
    const french = new Set(Array.from({ length: 200_000 }, (_, index) => frenchName(index)));
    expect(french.size).toBeGreaterThan(199_900);
    const foreign = new Set(Array.from({ length: 6_000 }, (_, index) => foreignName("sahel", index)));
    expect(foreign.size).toBe(6_000);
  });

  it("make a million without running out", () => {
    expect(frenchName(999_999)).not.toBe(frenchName(999_998));
    expect(foreignName("iberian", 1_999_999)).toMatch(/^\p{L}.+\p{L}$/u);
  });

  it("are elided in French", () => {
    expect(fill("Lire {de:N}", { N: "Orlenne" })).toBe("Lire d’Orlenne");
    expect(fill("Lire {de:N}", { N: "Brenzule" })).toBe("Lire de Brenzule");
    expect(fill("Lire {de:N} à {N}", { N: "Émard" })).toBe("Lire d’Émard à Émard");
  });

  it("say that the funders are fictitious", () => {
    for (const funder of bodies.funders) expect(funder.fr).toMatch(/ficti(f|ve)|imaginaire/);
  });
});
