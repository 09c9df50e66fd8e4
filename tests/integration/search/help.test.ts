import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { findExact } from "@/lib/search/exact";
import { parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let id: string;

const search = (parameters: Record<string, string>) => searchProjects(parseProjectQuery(parameters), "fr");

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  const run = async (sql: string, ...values: unknown[]) => (await bench.sql.query(sql, values)).rows[0];
  const project = await bench.project({ title: "Forages du plateau", signed_year: 2009 });
  id = (await run("SELECT public_id AS id FROM project WHERE id = $1", project)).id;
  await bench.take(
    project,
    (await run("SELECT id FROM organisation WHERE name = 'Chartres' AND kind_code = 'commune'")).id,
    "lead_authority",
  );
  const town = await bench.organisation({ name: "Ouagadougou", country_code: "BF", kind_code: "foreign_municipality" });
  await run("INSERT INTO organisation_alias (organisation_id, name, normalised) VALUES ($1, 'Ouagadougou', 'ouagadougou')", town);
  await bench.take(project, town, "foreign_partner");
  await bench.place(project, { country_code: "BF", name: "Ouagadougou" });
  await run(
    "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU' LIMIT 1",
    project,
  );
  await bench.text(project, "Des pompes solaires pour trois villages.");
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

it.each([
  ["ouagadogou", "ouagadougou"],
  ["burkna", "burkina"],
  ["chatres forages", "chartres forages"],
  ["assainisement", "assainissement"],
])("offers the right spelling of %s", async (wrong, right) => {
  const { total, help } = await search({ q: wrong });
  expect(total).toBe(0);
  expect(help?.spelling?.query.q).toContain(right.split(" ")[0]);
  expect(help?.spelling?.total).toBe(1);
});

it("offers nothing for what resembles nothing, and nothing where something is found", async () => {
  expect((await search({ q: "xyzzyx" })).help).toEqual({ spelling: null, wider: [] });
  expect((await search({ q: "forages" })).help).toBeNull();
});

it("offers the search without each part that makes it find something", async () => {
  const { total, help } = await search({ q: "forages", country: "SN", theme: "EAU" });
  expect(total).toBe(0);
  expect(help?.wider.map(({ part, total: wider }) => [part.key, wider])).toEqual([["country:SN", 1]]);
});

it("says where the words stand", async () => {
  const reasonsFor = async (q: string) => (await search({ q })).reasons.get(id);
  expect(await reasonsFor("forages")).toEqual(["title"]);
  expect(await reasonsFor("ouagadougou")).toEqual(["names"]);
  expect(await reasonsFor("water")).toEqual(["themes"]);
  expect(await reasonsFor("villages")).toEqual(["texts"]);
  expect(await reasonsFor("forages pompes")).toEqual(["title", "texts"]);
  expect((await search({})).reasons.size).toBe(0);
});

it("goes to what a code names", async () => {
  const exact = (q: string) => findExact(q, "en");
  expect(await exact(id.toUpperCase())).toMatchObject({ pathname: "/projects/[record]" });
  expect(await exact("28085")).toEqual({ pathname: "/projects", query: { territory: "28085" } });
  expect(await exact("200 033 181")).toEqual({ pathname: "/projects", query: { territory: "200033181" } });
  for (const q of ["p999999999999", "99999", "eau", "", "123456789"]) expect(await exact(q)).toBeNull();
});
