import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { OrganisationSubject, Subject } from "@/lib/profiles/schema";
import { countEach } from "@/lib/search/totals";
import { similarAuthorities } from "@/lib/similar/queries/authorities";
import { similarPartners } from "@/lib/similar/queries/partners";
import { similarProjects } from "@/lib/similar/queries/projects";
import { readWhiteSpots } from "@/lib/similar/queries/white-spots";
import { narrowest } from "@/lib/similar/schema";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
const projects: Record<string, number> = {};

const populations: Record<string, number> = { "28085": 38_000, "29019": 70_000, "28218": 15_000 };
const authority = (code: string) =>
  singleValue<number>(
    bench.sql,
    "SELECT o.id AS value FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
    [code],
  );
const publicId = (name: string) =>
  singleValue<string>(bench.sql, "SELECT public_id AS value FROM project WHERE id = $1", [projects[name] ?? 0]);
const subjectOf = async <K extends Subject["kind"]>(kind: K, name: string) =>
  (await findSubject(kind, name)) as Extract<Subject, { kind: K }>;
const nameOf = (project: string) => Object.entries(projects).find(([, id]) => `${id}` === project)?.[0];

/** Names of the projects like one, each with its reasons. */
async function like(name: string) {
  const found = await similarProjects(await publicId(name), "fr", 10);
  const ids: number[] = [];
  for (const { project } of found)
    ids.push(await singleValue<number>(bench.sql, "SELECT id AS value FROM project WHERE public_id = $1", [project.id]));
  return found.map(({ reasons }, index) => [nameOf(`${ids[index]}`), reasons] as const);
}

type Made = { lead?: string; partners?: number[]; country: string; theme?: string; others?: number[] };

// Chartres (38,000) and Brest (70,000) are of like size, Lucé (15,000) is not; Eure-et-Loir is of another level.
beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  for (const [code, population] of Object.entries(populations))
    await bench.sql.query("UPDATE territory SET population = $2, population_year = 2022 WHERE code = $1", [code, population]);
  const partner = (name: string, country: string) =>
    bench.organisation({ name, kind_code: "foreign_municipality", country_code: country });
  const [thies, bonn] = [await partner("Thiès", "SN"), await partner("Bonn", "DE")];
  const association = await bench.organisation({ name: "Puits sans frontières" });
  const make = async (name: string, { lead, partners = [], country, theme, others = [] }: Made) => {
    const id = await bench.project();
    projects[name] = id;
    if (lead) await bench.take(id, await authority(lead), "lead_authority");
    for (const body of partners) await bench.take(id, body, "foreign_partner");
    for (const body of others) await bench.take(id, body, "implementing_body");
    await bench.place(id, { country_code: country });
    if (theme)
      await bench.sql.query(
        "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = $2",
        [id, theme],
      );
  };
  await make("wells", { lead: "28085", partners: [thies], country: "SN", theme: "EAU.POTABLE" });
  await make("same partner", { lead: "28218", partners: [thies], country: "SN" });
  await make("same theme there", { lead: "29019", country: "SN", theme: "EAU.POTABLE" });
  await make("wider theme there", { lead: "28218", country: "SN", theme: "EAU.ASSAINISSEMENT" });
  await make("same country", { lead: "28218", country: "SN", theme: "CUL" });
  await make("same theme elsewhere", { lead: "29019", country: "ML", theme: "EAU.POTABLE" });
  await make("another level", { lead: "D28", partners: [bonn], country: "DE" });
  await make("town", { lead: "28085", partners: [bonn], country: "DE" });
  await make("town of like size", { lead: "29019", country: "DE" });
  await make("at home", { lead: "29019", country: "FR", theme: "EAU.POTABLE" });
  await make("without authority", { others: [association], country: "ML", theme: "SAN" });
  for (const name of ["a", "b", "c"]) await make(`neighbour ${name}`, { lead: "29019", country: "BF", theme: "GOV" });
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

describe("similar partnerships", () => {
  it("share an actor, or two other things, and say which; the likest first", async () => {
    const found = await like("wells");
    expect(found.map(([name]) => name)).toEqual(["same theme there", "same partner", "wider theme there", "town"]);
    const reasons = Object.fromEntries(found);
    expect(reasons["same theme there"]).toMatchObject({ shared: [], countries: ["Sénégal"] });
    expect(reasons["same theme there"]?.themes).toHaveLength(1);
    expect(reasons["same theme there"]?.size).toMatchObject({
      ...{ own: 38_000, other: 70_000, ownName: "Chartres", otherName: "Brest", years: [2022] },
      source: expect.stringMatching(/\S/),
    });
    expect(reasons["same partner"]).toMatchObject({ shared: ["Thiès"], themes: [], countries: ["Sénégal"], size: null });
    expect(reasons.town).toMatchObject({ shared: ["Chartres"], themes: [], countries: [] });
  });

  it("of towns without a theme are those of like size in the same country, not those of another level", async () => {
    const reasons = Object.fromEntries(await like("town"));
    expect(reasons["town of like size"]).toMatchObject({
      shared: [],
      countries: ["Allemagne"],
      size: { own: 38_000, other: 70_000 },
    });
    expect(reasons["another level"]).toMatchObject({ shared: ["Bonn"], size: null });
  });

  it("take no account of France, and are none of a project that is like no other", async () => {
    expect((await like("at home")).every(([, { countries }]) => countries.length === 0)).toBe(true);
    expect(await like("without authority")).toEqual([]);
    expect(await similarProjects("p999999999", "fr")).toEqual([]);
  });

  it("follow the population: beyond the factor it is no reason", async () => {
    await bench.sql.query("UPDATE territory SET population = $1 WHERE code = '29019'", [38_000 * limits.likeSize + 1]);
    const reasons = Object.fromEntries(await like("town"));
    expect(reasons["town of like size"]).toBeUndefined();
    await bench.sql.query("UPDATE territory SET population = 70000 WHERE code = '29019'");
  });
});

describe("similar authorities", () => {
  it("are of like size and work with the same countries; their number is what its search lists", async () => {
    const found = await similarAuthorities(await subjectOf<"organisation">("organisation", "insee/28085"), "en");
    expect(found.map(({ name }) => name)).toEqual(["Brest"]);
    expect(found[0]?.reasons).toMatchObject({ countries: ["Germany", "Senegal"], size: { own: 38_000, other: 70_000 } });
    expect(await countEach(found.map(({ query }) => query))).toEqual(found.map(({ projects: count }) => count));
    expect(found[0]?.projects).toBe(2);
  });

  it("are none of a body without territory, or of one that nobody is like", async () => {
    const body = await singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE name = 'Bonn'");
    expect(await similarAuthorities((await findSubject("organisation", body)) as OrganisationSubject, "fr")).toEqual([]);
    expect(await similarAuthorities(await subjectOf<"organisation">("organisation", "insee/28218"), "fr")).toEqual([]);
  });
});

describe("similar partners", () => {
  it("are of the same country and kind, and share a French authority or a theme; their number is what its search lists", async () => {
    const thies = await singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE name = 'Thiès'");
    const subject = (await findSubject("organisation", thies)) as OrganisationSubject;
    expect(await similarPartners(subject, "fr")).toEqual([]);
    const make = async (name: string, kind: string, country: string, lead: string, theme: string | null) => {
      const partner = await bench.organisation({ name, kind_code: kind, country_code: country });
      const id = await bench.project();
      await bench.take(id, await authority(lead), "lead_authority");
      await bench.take(id, partner, "foreign_partner");
      await bench.place(id, { country_code: country });
      if (theme)
        await bench.sql.query(
          "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = $2",
          [id, theme],
        );
      return id;
    };
    const made = [
      await make("Rufisque", "foreign_municipality", "SN", "29019", "EAU.POTABLE"),
      await make("Mbour", "foreign_municipality", "SN", "28085", null),
      await make("Puits du Sahel", "association", "SN", "28085", "EAU.POTABLE"),
      await make("Kayes", "foreign_municipality", "ML", "28085", "EAU.POTABLE"),
      await make("Louga", "foreign_municipality", "SN", "29019", "CUL"),
    ];
    const found = await similarPartners(subject, "fr");
    expect(found.map(({ name, reasons: { shared, themes } }) => [name, shared, themes.length])).toEqual([
      ["Mbour", ["Chartres"], 0],
      ["Rufisque", [], 1],
    ]);
    expect(await countEach(found.map(({ query }) => query))).toEqual([1, 1]);
    for (const table of ["project_organisation", "project_place", "project_theme"])
      await bench.sql.query(`DELETE FROM ${table} WHERE project_id = ANY($1)`, [made]);
    await bench.sql.query("DELETE FROM project WHERE id = ANY($1)", [made]);
  });
});

describe("white spots", () => {
  it("of a country are themes without a French authority on which others work there, or enough of them around", async () => {
    const spots = await readWhiteSpots(await subjectOf<"country">("country", "ML"), "fr");
    const rows = spots?.rows.map(({ key, others, neighbours }) => [key, others.projects, neighbours.projects]);
    expect(rows).toEqual([
      ["SAN", 1, 0],
      ["GOV", 0, 3],
    ]);
    const queries = spots?.rows.flatMap(({ others, neighbours }) => [others.query, neighbours.query]) ?? [];
    expect(await countEach(queries)).toEqual([1, 0, 0, 3]);
    expect(await readWhiteSpots(await subjectOf<"country">("country", "FR"), "fr")).toBeNull();
  });

  it("of a theme are countries where French authorities work on other things only", async () => {
    const spots = await readWhiteSpots(await subjectOf<"theme">("theme", "gov"), "fr");
    const rows = spots?.rows.map(({ key, others, neighbours, present }) => [
      key,
      others.projects,
      neighbours.projects,
      present?.projects,
    ]);
    expect(rows).toEqual([
      ["ML", 0, 3, 1],
      ["SN", 0, 3, 5],
    ]);
    const queries =
      spots?.rows.flatMap(({ neighbours, present }) => [neighbours.query, ...(present ? [present.query] : [])]) ?? [];
    expect(await countEach(queries)).toEqual([3, 1, 3, 5]);
  });
});

it("tells the narrowest of themes that lie within each other", () => {
  expect(narrowest(["EAU", "EAU.POTABLE", "EAUX", "EAU.POTABLE.PUITS"])).toEqual(["EAUX", "EAU.POTABLE.PUITS"]);
});
