import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { loadDemo } from "@/lib/demo/load";
import type { SearchMap } from "@/lib/search/map";
import { type ProjectQuery, parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let values: Record<"theme" | "country" | "territory" | "form" | "organisation", string[]>;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 240 });
  const { rows } = await bench.sql.query<{ key: keyof typeof values; all: string[] }>(
    `SELECT split_part(token, ':', 1) AS key, array_agg(DISTINCT split_part(token, ':', 2)) AS all FROM search_row, unnest(tokens) AS token
     WHERE split_part(token, ':', 1) IN ('theme', 'country', 'territory', 'form', 'organisation') GROUP BY 1`,
  );
  values = Object.fromEntries(rows.map(({ key, all }) => [key, all])) as typeof values;
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** A search of up to three filters, some excluded, and sometimes a word. */
const queries = () =>
  fc
    .record({
      q: fc.constantFrom("", "", "eau", "jumelage"),
      filters: fc.uniqueArray(
        fc
          .constantFrom(...(Object.keys(values) as (keyof typeof values)[]))
          .chain((key) => fc.tuple(fc.constant(key), fc.constantFrom("", "", "", "-"), fc.constantFrom(...values[key]))),
        { maxLength: 3, selector: ([key]) => key },
      ),
    })
    .map(({ q, filters }) =>
      parseProjectQuery({ q, view: "map", ...Object.fromEntries(filters.map(([key, minus, value]) => [key, minus + value])) }),
    );

const totalOf = async (query: ProjectQuery) => (await searchProjects({ ...query, view: "list" }, "fr")).total;

async function mapOf(params: Record<string, string>): Promise<SearchMap> {
  const { map } = await searchProjects(parseProjectQuery({ ...params, view: "map" }), "fr");
  if (!map) throw new Error("no map");
  return map;
}

/** A project with places and French partners; a search by the year of its signature finds it and its like alone. */
async function cooperation(signed: number, countries: readonly string[], partners: readonly number[]): Promise<void> {
  const project = await bench.project({ signed_year: signed });
  for (const country_code of countries) await bench.place(project, { country_code });
  for (const partner of partners) await bench.take(project, partner, "french_partner");
}

/** The authority that governs a territory. */
const authorityOf = (code: string) =>
  singleValue<number>(
    bench.sql,
    `SELECT min(o.id) AS value FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = '${code}'`,
  );

const figuresOf = (rows: readonly { key: string; projects: number }[]) =>
  Object.fromEntries(rows.map(({ key, projects }) => [key, projects]));

describe("the map of a search", () => {
  it("shows of each country and territory the number that the list, the table and the filter show", {
    timeout: 180_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(queries(), fc.nat(1_000), async (query, pick) => {
        const { map, counts, total } = await searchProjects(query, "fr");
        if (!map) throw new Error("no map");
        const figures = (rows: readonly { key: string; projects: number }[]) => rows.map(({ key, projects }) => [key, projects]);
        expect(figures(map.countries.rows)).toEqual(
          (counts.get("country") ?? []).map(({ value, projects }) => [value, projects]),
        );
        const regions = new Map(counts.get("territory")?.map(({ value, projects }) => [value, projects]));
        for (const { key, projects } of map.french.within ? [] : map.french.rows)
          if (/^R|^none$/.test(key)) expect([key, projects]).toEqual([key, regions.get(key)]);
        for (const side of [map.countries, map.french]) {
          const row = side.rows[pick % Math.max(1, side.rows.length)];
          if (row) expect([row.key, await totalOf(row.query)]).toEqual([row.key, row.projects]);
          const sum = side.rows.reduce((all, { projects }) => all + projects, 0);
          expect(sum).toBeGreaterThanOrEqual(side.total);
        }
        for (const chosen of map.countries.rows.filter((row) => row.chosen && query.chosen.country.oneOf.length === 1))
          expect(chosen.projects).toBe(total);
        if (map.lines) {
          expect(map.lines.total).toBe(total);
          expect(map.lines.lines.length).toBe(Math.min(map.lines.all, limits.mapLines));
          expect(map.lines.drawn).toBeLessThanOrEqual(total);
        }
      }),
      { numRuns: 30, seed: 20_261_123 },
    );
  });

  it("counts a project in each of its countries, once in all, and tells those without one", async () => {
    const rennes = await authorityOf("35238");
    await cooperation(1901, ["SN", "ML"], [rennes]);
    await cooperation(1901, ["SN", "SN"], [rennes]);
    await cooperation(1901, [], []);
    const { countries, french } = await mapOf({ signed: "1901" });
    expect(figuresOf(countries.rows)).toEqual({ SN: 2, ML: 1, none: 1 });
    expect([countries.total, countries.widened]).toEqual([3, false]);
    expect(figuresOf(french.rows)).toEqual({ R53: 2, none: 1 });
    const chosen = await mapOf({ signed: "1901", country: "ML" });
    expect(figuresOf(chosen.countries.rows)).toEqual({ SN: 2, ML: 1, none: 1 });
    expect([chosen.countries.total, chosen.countries.widened]).toEqual([3, true]);
    expect(figuresOf(chosen.french.rows)).toEqual({ R53: 1 });
  });

  it("shows a région by département, with what belongs to none of them, and overseas collectivities", async () => {
    const [rennes, brest, bretagne] = [await authorityOf("35238"), await authorityOf("29019"), await authorityOf("R53")];
    await cooperation(1902, ["SN"], [rennes, brest]);
    await cooperation(1902, ["SN"], [bretagne]);
    const polynesia = await bench.organisation({
      territory_id: await singleValue<number>(bench.sql, "SELECT id AS value FROM territory WHERE code = 'C987'"),
    });
    await cooperation(1902, ["SN"], [polynesia]);
    const whole = await mapOf({ signed: "1902" });
    expect(figuresOf(whole.french.rows)).toEqual({ R53: 2, C987: 1 });
    expect(whole.french.overseas.has("C987")).toBe(true);
    for (const territory of ["R53", "D35", "35238"]) {
      const { french } = await mapOf({ signed: "1902", territory });
      expect(french.within?.code).toBe("R53");
      expect(figuresOf(french.rows)).toEqual({ D29: 1, D35: 1, none: 1 });
      expect([french.total, french.widened]).toEqual([2, territory !== "R53"]);
      for (const { key, projects, query } of french.rows) expect([key, await totalOf(query)]).toEqual([key, projects]);
    }
    expect(await totalOf(parseProjectQuery({ signed: "1902", territory: "C987" }))).toBe(1);
  });

  it("draws lines from place to place of the one place chosen, and tells the projects without", async () => {
    const [rennes, brest] = [await authorityOf("35238"), await authorityOf("29019")];
    const nowhere = await bench.organisation();
    await cooperation(1903, ["SN"], [rennes]);
    await cooperation(1903, ["SN", "ML"], [rennes, brest]);
    await cooperation(1903, ["SN"], [nowhere]);
    expect((await mapOf({ signed: "1903" })).lines).toBeNull();
    const { lines } = await mapOf({ signed: "1903", country: "SN" });
    expect(lines?.lines.map(({ french, partner, projects }) => [french.name, partner.name, projects])).toEqual([
      ["Rennes", "Sénégal", 2],
      ["Brest", "Sénégal", 1],
    ]);
    expect(lines).toMatchObject({ level: "places", country: "SN", all: 2, drawn: 2, total: 3 });
    const town = (await mapOf({ signed: "1903", territory: "29019" })).lines;
    expect(town?.lines.map(({ french, partner }) => [french.name, partner.country])).toEqual([
      ["Brest", "ML"],
      ["Brest", "SN"],
    ]);
    const abroad = await bench.organisation({
      country_code: "SN",
      kind_code: "foreign_municipality",
      latitude: 14.7,
      longitude: -17.4,
      coordinate_precision: "municipality",
    });
    const both = await bench.project({ signed_year: 1903 });
    await bench.take(both, brest, "lead_authority");
    await bench.take(both, abroad, "foreign_partner");
    const id = await singleValue<string>(bench.sql, `SELECT public_id AS value FROM organisation WHERE id = ${abroad}`);
    const partner = (await mapOf({ organisation: id })).lines;
    expect(partner?.lines.map((line) => [line.french.name, line.partner.position, line.projects])).toEqual([
      ["Brest", [-17.4, 14.7], 1],
    ]);
  });

  it("draws lines by région and country where those of places are too many, and says what it leaves out", async () => {
    const { rows } = await bench.sql.query<{ id: number }>(
      `SELECT min(o.id) AS id FROM organisation o JOIN territory t ON t.id = o.territory_id AND t.level = 'commune' AND t.latitude IS NOT NULL
       GROUP BY t.id ORDER BY t.id LIMIT ${limits.mapLines + 1}`,
    );
    await cooperation(
      1904,
      ["SN"],
      rows.map(({ id }) => id),
    );
    const { lines } = await mapOf({ signed: "1904", country: "SN" });
    expect(lines).toMatchObject({ level: "areas", drawn: 1, total: 1 });
    expect(lines?.lines.length).toBeLessThan(19);
    // Of no known région, but with a position: places tell more.
    const unknown = await Promise.all(
      Array.from({ length: limits.mapLines + 2 }, (_, index) =>
        bench.organisation({ latitude: 45 + index / 20, longitude: 3, coordinate_precision: "municipality" }),
      ),
    );
    for (const one of unknown) await cooperation(1906, ["SN"], [one]);
    const many = (await mapOf({ signed: "1906", country: "SN" })).lines;
    expect(many).toMatchObject({ level: "places", all: limits.mapLines + 2, drawn: limits.mapLines + 2 });
    expect(many?.lines).toHaveLength(limits.mapLines);
    const codes = await bench.sql.query<{ code: string }>(
      `SELECT code FROM country WHERE latitude IS NOT NULL AND code <> 'FR' ORDER BY code LIMIT ${limits.mapLines + 5}`,
    );
    await cooperation(
      1905,
      codes.rows.map(({ code }) => code),
      [await authorityOf("35238")],
    );
    const cut = (await mapOf({ signed: "1905", territory: "35238" })).lines;
    expect(cut).toMatchObject({ level: "areas", all: limits.mapLines + 5 });
    expect(cut?.lines).toHaveLength(limits.mapLines);
  });

  it("looks closer at the continent that the search keeps to", async () => {
    expect((await mapOf({})).countries.continent).toBeNull();
    for (const region of ["002", "011"]) expect((await mapOf({ region })).countries.continent).toBe("002");
    const { countries } = await mapOf({ region: "002" });
    for (const { key, projects, query } of countries.continents) expect([key, await totalOf(query)]).toEqual([key, projects]);
    expect(countries.world.chosen.region.oneOf).toEqual([]);
  });

  it("has no map of records as they stood on a day, and always one page", async () => {
    const asked = parseProjectQuery({ view: "map", at: "2026-01-01", state: "known", page: "3" });
    expect(asked.page).toBe(1);
    expect((await searchProjects(asked, "fr")).map).toBeNull();
    expect((await searchProjects(parseProjectQuery({}), "fr")).map).toBeNull();
  });
});
