import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { indexParams, parseIndexQuery } from "@/lib/profiles/index-query";
import { type IndexGroup, listCountries, listTerritories, listThemes } from "@/lib/profiles/queries/indexes";
import { listOrganisations } from "@/lib/profiles/queries/organisations";
import { countEach } from "@/lib/search/totals";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

const authority = async (code: string) => {
  const { rows } = await bench.sql.query<{ id: number }>(
    "SELECT o.id FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
    [code],
  );
  return rows[0]?.id ?? 0;
};

const list = async (parameters: Record<string, string>) => listOrganisations(parseIndexQuery(parameters), "fr");
const names = async (parameters: Record<string, string>) => (await list(parameters)).rows.map(({ name }) => name);

// Chartres and Lucé lie in Eure-et-Loir (R24), Brest in Bretagne (R53).
beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  const thies = await bench.organisation({ name: "Thiès", kind_code: "foreign_municipality", country_code: "SN" });
  const bonn = await bench.organisation({ name: "Bonn", kind_code: "foreign_municipality", country_code: "DE" });
  const fund = await bench.organisation({ name: "Fonds des eaux" });
  for (const [code, partner, country] of [
    ["28085", thies, "SN"],
    ["28085", bonn, "DE"],
    ["28218", bonn, "DE"],
    ["29019", thies, "SN"],
  ] as const) {
    const id = await bench.project();
    await bench.take(id, await authority(code), "lead_authority");
    await bench.take(id, partner, "foreign_partner");
    await bench.place(id, { country_code: country });
    if (country === "SN") await bench.fund(id, fund, 2020);
  }
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

it("lists who takes part in projects by name, each with as many as its search finds", async () => {
  expect(await names({})).toEqual(["Brest", "Chartres", "Lucé"]);
  expect(await names({ type: "partner" })).toEqual(["Bonn", "Thiès"]);
  expect(await names({ type: "funder" })).toEqual(["Fonds des eaux"]);
  for (const type of ["authority", "partner", "funder"]) {
    const { rows } = await list({ type });
    expect(await countEach(rows.map(({ query }) => query))).toEqual(rows.map(({ projects }) => projects));
  }
  expect((await list({})).rows.map(({ projects }) => projects)).toEqual([1, 2, 1]);
});

it("filters by first letters of any word, région, kind and country", async () => {
  expect(await names({ q: "char" })).toEqual(["Chartres"]);
  expect(await names({ q: "LUCE" })).toEqual(["Lucé"]);
  expect(await names({ type: "funder", q: "eau" })).toEqual(["Fonds des eaux"]);
  expect(await names({ territory: "R24" })).toEqual(["Chartres", "Lucé"]);
  expect(await names({ kind: "region" })).toEqual([]);
  expect(await names({ type: "partner", country: "DE" })).toEqual(["Bonn"]);
  for (const q of ["%", "_", "'", "\\", "artres"]) expect([q, await names({ q })]).toEqual([q, []]);
});

it("offers what can be chosen, and says how many there are beyond the last page", async () => {
  const partners = await list({ type: "partner", page: "7" });
  expect(partners).toMatchObject({ total: 2, rows: [], territories: [] });
  expect(partners.countries.map(({ value }) => value).sort()).toEqual(["DE", "SN"]);
  expect((await list({})).territories.length).toBeGreaterThan(17);
});

it("reads addresses without ever failing, and writes one for equal lists", () => {
  expect(parseIndexQuery({ type: "x", territory: "1;DROP", country: "SN", kind: "", page: "-1", q: ["a", "b"] })).toEqual({
    type: "authority",
    q: "a",
    territory: "",
    country: "",
    kind: "",
    page: 1,
  });
  expect(indexParams(parseIndexQuery({ type: "partner", country: "sn", page: "2" }))).toEqual({
    type: "partner",
    country: "SN",
    page: "2",
  });
});

it("lists countries by continent from A to Z, a project in each of its countries", async () => {
  const found = (await listCountries("fr")).map(({ head, rows }) => [
    head?.code,
    head?.projects,
    rows.map(({ name, projects: count }) => `${name} ${count}`),
  ]);
  expect(found).toEqual([
    ["002", 2, ["Sénégal 2"]],
    ["150", 2, ["Allemagne 2"]],
  ]);
});

it("lists territories and themes with what is part of them, each with as many projects as its search finds", async () => {
  const territories = await listTerritories("fr");
  const lengths = territories.map(({ head, rows }) => [head === null, rows.length] as const);
  expect(lengths.filter(([isApart]) => !isApart)).toHaveLength(18);
  expect(lengths.at(-1)).toEqual([true, 8]);
  const centre = territories.find(({ head }) => head?.code === "R24");
  expect(centre?.head).toMatchObject({ name: "Centre-Val de Loire", projects: 3 });
  expect(centre?.rows.map(({ name }) => name)).toEqual([
    "Cher",
    "Eure-et-Loir",
    "Indre",
    "Indre-et-Loire",
    "Loir-et-Cher",
    "Loiret",
  ]);
  const themes = await listThemes("en");
  const economy = themes.find(({ head }) => head?.code === "ECO");
  expect(economy?.rows.filter(({ depth }) => depth > 0).map(({ code }) => code)).toEqual(["ECO.ATTRACTIVITE.POLES"]);
  const all = (groups: IndexGroup[]) => groups.flatMap(({ head, rows }) => (head ? [head, ...rows] : rows));
  const rows = [...all(territories), ...all(themes), ...all(await listCountries("fr"))];
  expect(await countEach(rows.map(({ query }) => query))).toEqual(rows.map(({ projects }) => projects));
});
