import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { loadDemo } from "@/lib/demo/load";
import { listProjects } from "@/lib/projects/queries/list";
import { readNumbersForPage } from "@/lib/search/counts";
import { type ProjectQuery, parseProjectQuery, queryOf, sorts } from "@/lib/search/params";
import { readWords } from "@/lib/search/words";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 150 });
  // Many of one instant, year and amount, and many that state nothing: only the number tells them apart.
  const funder = await bench.organisation();
  for (let i = 0; i < 60; i++) {
    const id = await bench.project({
      title: i % 2 ? "Eau pour tous" : "Jumelage",
      updated_at: `2026-01-0${1 + (i % 3)}T00:00:00.${i % 2}01Z`,
      signed_year: i % 4 ? 2_001 + (i % 5) : null,
    });
    if (i % 3) await bench.fund(id, funder, 2_020, i % 2 ? 1_000 : 1_000.5);
  }
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

const read = async (query: ProjectQuery) => listProjects(query, await readWords(query.q), "en");
/** The query as the next reader of its address has it. */
const again = (query: ProjectQuery) => parseProjectQuery(queryOf(query, "fr"));

async function byNumber(query: ProjectQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { projects } = await read({ ...query, page });
    if (projects.length === 0) return ids;
    ids.push(...projects.map(({ id }) => id));
  }
}

async function byRecord(query: ProjectQuery): Promise<string[]> {
  const ids: string[] = [];
  let page: ProjectQuery["page"] = 1;
  for (let turns = 0; turns < 100; turns++) {
    const { projects, after } = await read(again({ ...query, page }));
    ids.push(...projects.map(({ id }) => id));
    if (!after) return ids;
    expect(projects).toHaveLength(limits.pageSize);
    page = { way: "after", from: after };
  }
  throw new Error("the list does not end");
}

/** From the end of the list to its beginning. */
async function backwards(query: ProjectQuery, all: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  let { projects, before } = await read({ ...query, page: Math.max(1, Math.ceil(all.length / limits.pageSize)) });
  ids.unshift(...projects.map(({ id }) => id));
  while (before) {
    const found = await read(again({ ...query, page: { way: "before", from: before } }));
    expect(found.after).not.toBeNull();
    ({ projects, before } = found);
    ids.unshift(...projects.map(({ id }) => id));
  }
  return ids;
}

const searches = fc.record({
  q: fc.constantFrom("", "", "eau", "jumelage OR eau", "coopération", "the", "-eau"),
  sort: fc.constantFrom(...sorts),
  country: fc.constantFrom("", "", "SN,ML", "-SN"),
  amount: fc.constantFrom("", "", "none", "-none"),
});

describe("pages by record", () => {
  it("make up the whole list, each record once, in the order of the numbered pages, both ways", {
    timeout: 120_000,
  }, async () => {
    for (const sort of sorts) {
      const query = parseProjectQuery({ q: sort === "relevance" ? "eau OR jumelage" : "", sort });
      const all = await byNumber(query);
      expect(all.length).toBeGreaterThan(3 * limits.pageSize);
      expect(new Set(all).size).toBe(all.length);
      expect([sort, await byRecord(query)]).toEqual([sort, all]);
      expect([sort, await backwards(query, all)]).toEqual([sort, all]);
    }
    await fc.assert(
      fc.asyncProperty(searches, async (params) => {
        const query = parseProjectQuery(params);
        const all = await byNumber(query);
        expect(all).toHaveLength((await read(query)).total);
        expect(await byRecord(query)).toEqual(all);
        expect(await backwards(query, all)).toEqual(all);
      }),
      { numRuns: 25, seed: 20_261_123 },
    );
  });

  it("go on where a record was, also when it is gone", async () => {
    const query = parseProjectQuery({ sort: "amount" });
    const all = await byNumber(query);
    const { after } = await read(query);
    if (!after) throw new Error("one page only");
    await bench.sql.query("DELETE FROM project WHERE id = $1", [after.id]);
    const next = await read({ ...query, page: { way: "after", from: after } });
    expect(next.projects.map(({ id }) => id)).toEqual(all.slice(limits.pageSize, 2 * limits.pageSize));
  });

  it("end with a page that says so, beyond which there is nothing", async () => {
    const query = parseProjectQuery({});
    const beyond = { sort: query.sort, lead: null, updatedAt: 0, id: 1 };
    expect(await read({ ...query, page: { way: "after", from: beyond } })).toMatchObject({
      projects: [],
      before: null,
      after: null,
    });
    for (const params of [{ sort: "recent" }, { sort: "oldest" }, { sort: "amount" }, { q: "eau" }]) {
      const asked = parseProjectQuery(params);
      const from = { ...beyond, sort: asked.sort };
      const found = await read({ ...asked, page: { way: "before", from } });
      expect(found.after).not.toBeNull();
    }
  });
});

it("finds without some words all but what is found with any of them", async () => {
  const total = async (q: string) => (await read(parseProjectQuery({ q }))).total;
  const all = await total("");
  expect(all).toBeGreaterThan(200);
  for (const [denied, found] of [
    // In quotation marks words are as they are written, without what means the same.
    ["-eau", '"eau"'],
    ['-"eau pour"', '"eau pour"'],
    ["-eau -jumelage", '"eau" OR "jumelage"'],
    ["-école", '"école"'],
    ["-xyzzyx", "xyzzyx"],
  ] as const)
    expect([denied, await total(denied)]).toEqual([denied, all - (await total(found))]);
  expect(await total("-eau -pour")).toBe(await total("-eau"));
  expect(await total("-pour")).toBe(all);
  expect(await total("-eau OR eau")).toBe(all);
  expect((await byRecord(parseProjectQuery({ q: "-eau" }))).length).toBe(await total("-eau"));
});

it("is not disturbed by records that come between its numbers and its page", async () => {
  const query = parseProjectQuery({ q: "-xyzzyx", sort: "updated" });
  const words = await readWords(query.q);
  const numbers = await readNumbersForPage(query, words, []);
  expect(numbers.found).toHaveProperty("line");
  // Far behind the last of those that the line of bits has place for.
  await bench.sql.query("SELECT setval(pg_get_serial_sequence('project', 'id'), 99999)");
  await bench.project({ title: "Eau, plus tard" });
  const { projects } = await listProjects(query, words, "en", numbers);
  expect(projects).toHaveLength(limits.pageSize);
  expect(projects.map(({ title }) => title.text)).not.toContain("Eau, plus tard");
});
