import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { findExact } from "@/lib/search/exact";
import { parseProjectQuery, queryOf } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { correctSpelling } from "@/lib/search/spelling";
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
  await run(
    "INSERT INTO organisation_alias (organisation_id, name, normalised) VALUES ($1, 'Ouagadougou', 'ouagadougou'), ($1, 'Wagadugu', 'wagadugu'), ($1, 'Pompey', 'pompey')",
    town,
  );
  await bench.take(project, town, "foreign_partner");
  await bench.place(project, { country_code: "BF", name: "Ouagadougou" });
  await run(
    "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU' LIMIT 1",
    project,
  );
  await bench.text(
    project,
    "Des pompes solaires pour trois villages. Écrire à solaires@example.org pour en savoir plus, lettre écrite à Chartres demain.",
  );
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
])("looks for the right spelling of %s, and says so", async (wrong, right) => {
  const { total, corrected } = await search({ q: wrong });
  expect(total).toBe(1);
  expect(corrected?.from).toBe(wrong);
  expect(corrected?.to).toContain(right.split(" ")[0]);
});

it("looks for exactly what stands in quotation marks", async () => {
  for (const q of ['"ouagadogou"', '"écrite à chatres demain"'])
    expect(await search({ q }), q).toMatchObject({ total: 0, corrected: null });
  expect(await search({ q: '"écrite à chartres demain"' })).toMatchObject({ total: 1 });
});

it("offers nothing for what resembles nothing, and nothing where something is found", async () => {
  expect(await search({ q: "xyzzyx" })).toMatchObject({ total: 0, corrected: null, wider: [] });
  expect(await search({ q: "forages" })).toMatchObject({ total: 1, corrected: null, wider: [] });
});

it("offers the search without each part that makes it find something", async () => {
  const { total, wider } = await search({ q: "forages", country: "SN", theme: "EAU" });
  expect(total).toBe(0);
  expect(wider.map((each) => [each.part.key, each.total])).toEqual([["country:SN", 1]]);
});

it("says where the words stand, and marks them", async () => {
  const why = async (q: string) => {
    const { reasons, marked } = await search({ q });
    return { ...reasons.get(id), ...marked.get(id) };
  };
  const none = { otherNames: [], territories: [] };
  expect(await why("forages")).toMatchObject({ reasons: ["title"], ...none, title: "\uE000Forages\uE001 du plateau" });
  expect(await why("ouagadougou")).toMatchObject({ reasons: ["names"], ...none, title: "Forages du plateau", snippet: null });
  expect(await why("water")).toMatchObject({ reasons: ["themes"], ...none });
  expect(await why("POMPES")).toMatchObject({
    reasons: ["texts"],
    snippet: { text: expect.stringContaining("\uE000pompes\uE001 solaires"), language: "fr" },
  });
  expect(await why('"Eure"')).toMatchObject({ reasons: [], territories: ["Eure-et-Loir"] });
  expect(await why("Wagadugu")).toMatchObject({ reasons: [], otherNames: [{ name: "Ouagadougou", other: "Wagadugu" }] });
});

it("shows no personal data in what it cuts out of a text", async () => {
  const { marked } = await search({ q: "solaires" });
  expect(marked.get(id)?.snippet?.text).toContain("solaires");
  expect([...marked.values()].map(({ snippet }) => snippet?.text).join()).not.toContain("example.org");
});

it("does not call a word wrong that records hold, where filters leave nothing", async () => {
  expect(await search({ q: "Ouagadougou", country: "SN" })).toMatchObject({ total: 0, corrected: null });
  expect(await correctSpelling("pompes")).toBeNull();
});

it("marks nothing where no texts are shown", async () => {
  const { total, marked, reasons } = await search({ q: "forages", view: "table" });
  expect([total, marked.size, reasons.size]).toEqual([1, 0, 0]);
});

it("offers the filters that words may mean, and what they find", async () => {
  const offers = async (q: string) => (await search({ q })).offers.map(({ label, total }) => [label, total]);
  expect(await offers("Chartres")).toEqual([["Territoire français : Chartres (28085)", 1]]);
  expect(await offers("eau")).toEqual([["Thématique : Eau et assainissement", 1]]);
  expect(await offers("nord")).toEqual([]);
});

it("reads filters out of a question, the same in both languages", async () => {
  const asked = async (q: string) => {
    const { query, total } = await search({ q });
    return [queryOf(query, "fr"), total];
  };
  const filters = { theme: "EAU", country: "BF", territory: "R24", year: "2005.." };
  expect(await asked("projets eau au Burkina Faso depuis 2005 en Centre-Val de Loire")).toEqual([filters, 1]);
  expect(await asked("water projects in Burkina Faso since 2005 in Centre-Val de Loire")).toEqual([filters, 1]);
  expect(await asked("forages burkinabè")).toEqual([{ q: "forages", country: "BF" }, 1]);
  expect(await asked("forages burkinabé")).toEqual([{ q: "forages", country: "BF" }, 1]);
  expect(await asked("forages avant 2009")).toEqual([{ q: "forages", year: "..2008" }, 0]);
});

it("answers any question", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), async (q) => {
      expect((await search({ q })).total).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
  const hostile = [
    "' OR 1=1 --",
    "a:* & !b | (c <-> d",
    "\\",
    "%_%",
    "<b>x</b>",
    "\u202Eabc",
    "((((",
    "::tsquery",
    "\uE000x\uE001",
    "a\u0000b",
  ];
  for (const q of hostile) expect((await search({ q })).total, q).toBeGreaterThanOrEqual(0);
});

it("goes to what a code names", async () => {
  const exact = (q: string) => findExact(q, "en");
  expect(await exact(id.toUpperCase())).toMatchObject({ pathname: "/projects/[record]" });
  expect(await exact("28085")).toEqual({ pathname: "/projects", query: { territory: "28085" } });
  expect(await exact("200 033 181")).toEqual({ pathname: "/projects", query: { territory: "200033181" } });
  for (const q of ["p999999999999", "99999", "eau", "", "123456789"]) expect(await exact(q)).toBeNull();
});
