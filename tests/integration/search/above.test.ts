import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { findExact } from "@/lib/search/exact";
import { parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

/** The organisation that governs a territory, by its code. */
async function authority(code: string): Promise<number> {
  const { rows } = await bench.sql.query<{ id: number }>(
    "SELECT o.id FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
    [code],
  );
  if (!rows[0]) throw new Error(`no authority of ${code}`);
  return rows[0].id;
}

async function project(title: string, takes: Record<string, string>): Promise<void> {
  const id = await bench.project({ title });
  for (const [code, role] of Object.entries(takes)) await bench.take(id, await authority(code), role);
}

async function above(parameters: Record<string, string>) {
  const { above: levels } = await searchProjects(parseProjectQuery(parameters), "fr");
  return levels.map(({ level, total, projects, query }) => ({
    level,
    total,
    titles: projects.map(({ title }) => title.text),
    code: query.chosen.authority.oneOf.join(),
  }));
}

const titlesOf = async (parameters: Record<string, string>) =>
  (await searchProjects(parseProjectQuery(parameters), "fr")).projects.map(({ title }) => title.text).sort();

// Chartres (28085) lies in Chartres Métropole, Eure-et-Loir (D28), Centre-Val de Loire (R24); Lucé (28218) beside it.
beforeAll(async () => {
  bench = await openBench({ whole: true });
  process.env.DATABASE_URL = bench.url;
  await project("Puits de la ville", { "28085": "lead_authority" });
  await project("Puits de la ville et du département", { "28085": "lead_authority", D28: "french_partner" });
  await project("Puits voisin", { "28218": "lead_authority" });
  await project("Puits du département", { D28: "lead_authority" });
  for (const place of ["un", "deux", "trois"]) await project(`École ${place} du département`, { D28: "french_partner" });
  await project("Puits que paie le département", { "28218": "lead_authority", D28: "funder" });
  await project("Puits de la métropole", { "200033181": "lead_authority" });
  await project("École de la région", { R24: "lead_authority" });
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

it("lists apart what the authorities above a commune take part in themselves, none that only pay", async () => {
  expect(await titlesOf({ territory: "28085" })).toEqual(["Puits de la ville", "Puits de la ville et du département"]);
  const levels = await above({ territory: "28085" });
  expect(levels).toMatchObject([
    { level: "epci", total: 1, titles: ["Puits de la métropole"], code: "200033181" },
    { level: "departement", total: 5, code: "D28" },
    { level: "region", total: 1, titles: ["École de la région"], code: "R24" },
  ]);
  // The first ones are not those that the list shows anyway.
  expect(levels[1]?.titles).toEqual(["École trois du département", "École deux du département", "École un du département"]);
});

it("goes on with the other filters and the words, and says as many as its address finds", async () => {
  const levels = await above({ territory: "28085", q: "puits", role: "lead_authority,french_partner" });
  expect(levels.map(({ code, total }) => [code, total])).toEqual([
    ["200033181", 1],
    ["D28", 2],
  ]);
  for (const { code, total } of levels)
    expect(await titlesOf({ authority: code, q: "puits", role: "lead_authority,french_partner" })).toHaveLength(total);
  expect(await above({ territory: "28085", q: "puits", kind: "region" })).toEqual([]);
});

it("begins above what is asked for: an EPCI and a département have levels above, too, a région has none", async () => {
  expect((await above({ territory: "200033181" })).map(({ code }) => code)).toEqual(["D28", "R24"]);
  expect((await above({ territory: "D28" })).map(({ code }) => code)).toEqual(["R24"]);
  for (const parameters of [
    { territory: "R24" },
    { territory: "28085,28218" },
    { territory: "28085,-28218" },
    { territory: "-28085" },
    { territory: "none" },
    { territory: "28085", authority: "D28" },
    { territory: "28085", at: "2020-01-01", state: "known" },
    { territory: "99999" },
    {},
  ])
    expect([parameters, await above(parameters)]).toEqual([parameters, []]);
});

it("finds one authority alone by its own filter, and leaves it out", async () => {
  expect(await titlesOf({ authority: "D28", q: "puits" })).toEqual([
    "Puits de la ville et du département",
    "Puits du département",
  ]);
  expect(await titlesOf({ territory: "D28", authority: "-D28" })).toEqual([
    "Puits de la métropole",
    "Puits de la ville",
    "Puits que paie le département",
    "Puits voisin",
  ]);
});

it("finds a merged commune under its old code and its new one", async () => {
  const { rows } = await bench.sql.query<{ old: string; new: string; parent: string; id: number; source: number }>(
    `SELECT t.code AS old, s.code AS new, d.code AS parent, t.id, t.source_id AS source FROM territory t JOIN territory s ON s.id = t.successor_id
     JOIN territory d ON d.id = s.parent_id WHERE t.code <> s.code AND s.successor_id IS NULL ORDER BY t.code LIMIT 1`,
  );
  const merged = rows[0];
  if (!merged) throw new Error("no merged commune");
  for (const code of [merged.old, merged.new])
    expect(await findExact(code, "fr")).toEqual({ pathname: "/projects", query: { territory: code } });
  const id = await bench.project({ title: "Four de l’ancienne commune" });
  await bench.take(
    id,
    await bench.organisation({ name: "Mairie d’avant", kind_code: "commune", territory_id: merged.id }),
    "lead_authority",
  );
  await project("Four de la commune nouvelle", { [merged.new]: "lead_authority" });
  await project("Four du département", { [merged.parent]: "lead_authority" });
  expect(await titlesOf({ territory: merged.old })).toEqual(["Four de l’ancienne commune"]);
  expect(await titlesOf({ territory: merged.new })).toEqual(["Four de la commune nouvelle", "Four de l’ancienne commune"]);
  expect(await above({ territory: merged.old })).toMatchObject([
    { level: "commune", titles: ["Four de la commune nouvelle"], code: merged.new },
    { level: "departement", titles: ["Four du département"], code: merged.parent },
  ]);
  expect((await above({ territory: merged.new })).map(({ code }) => code)).toEqual([merged.parent]);
});
