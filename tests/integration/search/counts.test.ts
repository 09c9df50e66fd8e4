import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { today } from "@/lib/core/clock";
import { isoDayOrNull } from "@/lib/core/dates";
import { closeDb, db } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { computeStatus } from "@/lib/projects/policy";
import { filterCondition, searched, statusSql } from "@/lib/search/conditions";
import { heldValues, renewValues } from "@/lib/search/counted";
import { countedFacets, readNumbers } from "@/lib/search/counts";
import { type FacetKey, facetKeys } from "@/lib/search/facets";
import { type ProjectQuery, parseProjectQuery, withChoice } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { readWords, wordsCondition } from "@/lib/search/words";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
/** Values of every filter that some record has. */
let values: Record<FacetKey, string[]>;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 120 });
  // Bits and values stand in chunks of 16,000 projects.
  await bench.sql.query("SELECT setval(pg_get_serial_sequence('project', 'id'), 47990)");
  await loadDemo(bench.url, { projects: 240 });
  await bench.sql.query("UPDATE project SET created_at = '2010-01-01' WHERE id % 2 = 0");
  const { rows } = await bench.sql.query<{ key: string; all: string[] }>(
    `SELECT split_part(token, ':', 1) AS key, array_agg(DISTINCT split_part(token, ':', 2)) AS all
     FROM search_row, unnest(tokens) AS token GROUP BY 1`,
  );
  const held = new Map(rows.map(({ key, all }) => [key, all]));
  values = Object.fromEntries(facetKeys.map((key) => [key, held.get(key) ?? []])) as typeof values;
  Object.assign(values, {
    status: ["ongoing", "closed", "planned", "end_date_passed", "none"],
    year: ["1999", "2018", "2010..2014", "2019..", "..2005", "none"],
    started: ["2001", "2010..2014", "..2005", "none"],
    ended: ["2001", "2019..", "none"],
    funded: ["2015..2018", "none"],
    amount: ["..10000", "50000..200000", "7000..60000", "300000..", "none"],
    finding: ["any", "stale", "no_theme"],
  });
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** A search of up to three filters, each with up to two values, some of them excluded, and sometimes a word. */
const queries = () =>
  fc
    .record({
      q: fc.constantFrom(
        "",
        "",
        "eau",
        "water",
        "jumelage OR santé",
        "-eau",
        "coopération",
        '"eau potable"',
        "jeunes -santé",
        "xyzzy",
      ),
      updated: fc.constantFrom("", "", "", "2024-06-01"),
      day: fc.constantFrom("", "", "", "2015-06-30"),
      activity: fc.constantFrom("active", "uncertain", "known"),
      filters: fc.uniqueArray(
        fc.constantFrom(...facetKeys.filter((key) => values[key].length > 0)).chain((key) =>
          fc.tuple(
            fc.constant(key),
            fc.uniqueArray(fc.tuple(fc.constantFrom("", "", "-"), fc.constantFrom(...values[key])), {
              minLength: 1,
              maxLength: 2,
            }),
          ),
        ),
        { maxLength: 3, selector: ([key]) => key },
      ),
    })
    .map(({ q, updated, day, activity, filters }) =>
      parseProjectQuery({
        q,
        ...(updated !== "" && { updated }),
        ...(day !== "" && { at: day, state: activity }),
        ...Object.fromEntries(filters.map(([key, all]) => [key, all.map((parts) => parts.join("")).join(",")])),
      }),
    );

/** Projects of a query, each looked at by itself. */
async function oneByOne(query: ProjectQuery): Promise<number> {
  const words = await readWords(query.q);
  const rows = await db().$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}`;
  return rows[0]?.total ?? Number.NaN;
}

const totalOf = async (query: ProjectQuery) => (await searchProjects(query, "fr")).total;

/** What this process holds of the values, so that the database is asked to count. */
const forgetValues = () => Object.assign(globalThis, { atlasCounted: undefined });

async function changeSome(): Promise<void> {
  await bench.sql.query("UPDATE project SET declared_status_code = 'cancelled', form_code = NULL WHERE id % 7 = 0");
  await bench.sql.query("DELETE FROM project_place WHERE project_id % 11 = 0");
  await bench.sql.query("DELETE FROM project WHERE id % 13 = 0");
  await bench.sql.query("UPDATE search_turn SET since = NULL, until = '2000-01-01' WHERE project_id % 5 = 0");
}
/** Another part. */
async function changeOthers(): Promise<void> {
  await bench.sql.query("UPDATE project SET declared_status_code = 'closed', form_code = NULL WHERE id % 7 = 1");
  await bench.sql.query("DELETE FROM project_theme WHERE project_id % 11 = 1");
  await bench.sql.query("DELETE FROM project WHERE id % 13 = 1");
}
const fold = () => bench.sql.query("SELECT search_fold(0)");

/**
 * How the numbers are kept, one after the other: each project counted by itself; all by their bits; by bits but for those that
 * changed since; and the same by the values that this process holds.
 */
const states: Record<string, { change: () => Promise<unknown>; held: boolean }> = {
  "one by one": { change: async () => undefined, held: false },
  "from bits": { change: fold, held: false },
  "from bits, but for what changed": { change: changeSome, held: false },
  "from bits written anew": { change: fold, held: false },
  "from values held here": { change: renewValues, held: true },
  "from values held here, but for what changed": { change: changeOthers, held: true },
  "from values renewed": { change: () => fold().then(renewValues), held: true },
};

describe("numbers of a search", () => {
  it.each(Object.keys(states))(
    "shows of each value the number of projects that choosing it finds: %s",
    { timeout: 120_000 },
    async (name) => {
      const state = states[name];
      await state?.change();
      await fc.assert(
        fc.asyncProperty(queries(), fc.nat(1_000), async (query, pick) => {
          if (!state?.held) forgetValues();
          const { counts, query: known, total } = await searchProjects(query, "fr");
          expect(total).toBe(await oneByOne(known));
          for (const key of countedFacets) {
            const all = counts.get(key) ?? [];
            const chosen = all[pick % Math.max(1, all.length)];
            if (!chosen) continue;
            const alone = withChoice(known, key, { oneOf: [chosen.value], noneOf: [] });
            expect([key, chosen.value, await oneByOne(alone)]).toEqual([key, chosen.value, chosen.projects]);
          }
        }),
        { numRuns: 25, seed: 20_261_123 },
      );
      const { rows } = await bench.sql.query<{ version: string }>("SELECT version FROM search_chunk ORDER BY chunk");
      const versions = rows.map(({ version }) => version);
      if (state?.held) expect(heldValues()?.versions).toEqual(versions);
    },
  );

  it("are the same, whoever counts", { timeout: 120_000 }, async () => {
    await renewValues();
    await fc.assert(
      fc.asyncProperty(queries(), async (query) => {
        const words = await readWords(query.q);
        const held = await readNumbers(query, words);
        const { atlasCounted } = globalThis as { atlasCounted?: unknown };
        forgetValues();
        const counted = await readNumbers(query, words);
        Object.assign(globalThis, { atlasCounted });
        expect(held).toEqual(counted);
      }),
      { numRuns: 100, seed: 20_261_124 },
    );
  });

  it("divides the projects by each value and those without it", { timeout: 60_000 }, async () => {
    const whole = await totalOf(parseProjectQuery({}));
    for (const key of facetKeys) {
      const [value] = values[key];
      if (value === undefined) continue;
      const [having, lacking] = [
        await totalOf(parseProjectQuery({ [key]: value })),
        await totalOf(parseProjectQuery({ [key]: `-${value}` })),
      ];
      expect([key, having + lacking]).toEqual([key, whole]);
    }
  });

  it("computes the status in SQL as the pages do", async () => {
    const rows = await db().$queryRaw<{ publicId: string; status: string }[]>`
      SELECT p.public_id AS "publicId", ${statusSql(today())} AS status FROM ${searched}`;
    const projects = await db().project.findMany();
    const seen = new Set<string>();
    for (const { publicId, status } of rows) {
      const project = projects.find((one) => one.publicId === publicId);
      if (!project) throw new Error(`no ${publicId}`);
      const date = (on: Date | null, precision: "year" | "month" | "day" | null) => {
        const day = isoDayOrNull(on);
        return day && precision ? { date: day, precision } : null;
      };
      const { declaredStatusCode: declaredStatus } = project;
      const dates = { start: date(project.startOn, project.startPrecision), end: date(project.endOn, project.endPrecision) };
      const computed = computeStatus({ declaredStatus, ...dates }, today());
      expect([publicId, status]).toEqual([publicId, computed === "not_stated" ? "none" : computed]);
      seen.add(status);
    }
    expect(seen.size).toBeGreaterThan(4);
  });

  it("takes the role in which an organisation takes part", async () => {
    const [row] = (
      await bench.sql.query<{ id: string; role: string }>(
        `SELECT o.public_id AS id, min(r.role_code) AS role FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
         GROUP BY 1 HAVING count(DISTINCT r.role_code) > 1 ORDER BY count(*) DESC LIMIT 1`,
      )
    ).rows;
    if (!row) throw new Error("no organisation with two roles");
    const counted = await bench.sql.query<{ role: string; projects: number }>(
      `SELECT r.role_code AS role, count(DISTINCT r.project_id)::int AS projects FROM project_organisation r
       JOIN organisation o ON o.id = r.organisation_id WHERE o.public_id = $1 GROUP BY 1`,
      [row.id],
    );
    for (const { role, projects } of counted.rows)
      expect(await totalOf(parseProjectQuery({ organisation: row.id, role }))).toBe(projects);
  });

  it("never fails, whatever is asked", { timeout: 120_000 }, async () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom(
        "'; DROP TABLE project; --",
        "a & | ! <-> b:*",
        '"',
        '-"',
        "OR OR",
        "\\",
        "%_",
        "\u0000\u202E",
        "(((",
        "😀 🏳️‍🌈",
        "a".repeat(9_999),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...facetKeys, "q", "page", "sort", "view", "updated"), hostile),
        async (params) => {
          const { total, projects } = await searchProjects(parseProjectQuery(params), "en");
          expect(total).toBeGreaterThanOrEqual(projects.length);
        },
      ),
      { numRuns: 150, seed: 20_261_123 },
    );
  });
});
