import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { loadDemo } from "@/lib/demo/load";
import type { SearchMap } from "@/lib/search/map";
import { type ProjectQuery, parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
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

/** Projects that a search by their source finds alone. */
async function cooperation(source: string, countries: readonly string[], partners: readonly number[]): Promise<void> {
  const project = await bench.project({ source_id: await sourceId(source) });
  for (const country_code of countries) await bench.place(project, { country_code, name: null });
  for (const partner of partners) await bench.take(project, partner, "french_partner");
}

async function sourceId(code: string): Promise<number> {
  const { rows } = await bench.sql.query<{ id: number }>(
    `INSERT INTO source (code, name_fr, name_en, licence_code) SELECT $1, $1, $1, licence_code FROM source LIMIT 1
     ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id`,
    [code],
  );
  return rows[0]?.id ?? 0;
}

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
});
