import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { activities, activityOn, type DatedFacts } from "@/lib/as-of/activity";
import { activitySql } from "@/lib/as-of/condition";
import { closeDb, db } from "@/lib/core/db";
import { listProjects } from "@/lib/projects/queries/list";
import { readDayFigures } from "@/lib/search/day-figures";
import { parseProjectQuery } from "@/lib/search/params";
import { cloneDatabase } from "../../support/database";
import { insertRow, singleValue } from "../../support/rows";

const seed = 20_220_224;
let database: Awaited<ReturnType<typeof cloneDatabase>>;
let sql: pg.Client;
const stored = new Map<number, DatedFacts>();

const statuses = [null, "planned", "ongoing", "finalisation", "closed", "cancelled", "suspended"];
const precisions = ["year", "month", "day"] as const;
const isoDay = fc
  .date({ min: new Date("2019-01-01"), max: new Date("2025-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const dated = fc.option(
  fc.tuple(isoDay, fc.constantFrom(...precisions)).map(([date, precision]) => ({
    date: precision === "year" ? `${date.slice(0, 4)}-01-01` : precision === "month" ? `${date.slice(0, 7)}-01` : date,
    precision,
  })),
);
const facts: fc.Arbitrary<DatedFacts> = fc
  .record({
    declaredStatus: fc.constantFrom(...statuses),
    signedYear: fc.option(fc.integer({ min: 2018, max: 2026 })),
    start: dated,
    end: dated,
  })
  // The database refuses an end before a start.
  .filter(({ start, end }) => !start || !end || start.date <= end.date);

beforeAll(async () => {
  database = await cloneDatabase("template_small");
  process.env.DATABASE_URL = database.url;
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  for (const [index, one] of fc.sample(facts, { numRuns: 600, seed }).entries()) {
    const { id } = await insertRow(sql, "project", {
      ...{ source_key: `test ${index}`, title: "Projet", language: "fr", slug_fr: "p", slug_en: "p", origin: "imported" },
      ...{ source_id: source, declared_status_code: one.declaredStatus, signed_year: one.signedYear },
      ...{ start_on: one.start?.date ?? null, start_precision: one.start?.precision ?? null },
      ...{ end_on: one.end?.date ?? null, end_precision: one.end?.precision ?? null },
    });
    stored.set(id, one);
  }
});
afterAll(async () => {
  await closeDb();
  await sql.end();
  await database.drop();
});

it("is the same in SQL as in TypeScript, on any day, today included", async () => {
  const days = ["2018-12-31", "2022-01-01", "2022-12-31", "2022-02-28", ...fc.sample(isoDay, { numRuns: 60, seed })];
  const seen = new Set<string>();
  for (const [index, day] of days.entries()) {
    const now = index % 3 === 0 ? day : "2026-11-22";
    const rows = await db().$queryRaw<{ id: number; activity: string }[]>`
      SELECT p.id, ${activitySql(day, now)} AS activity FROM project p`;
    expect(rows).toHaveLength(stored.size);
    for (const { id, activity } of rows) {
      const one = stored.get(id) as DatedFacts;
      expect(activity, JSON.stringify({ day, now, ...one })).toBe(activityOn(one, day, now));
      seen.add(activity);
    }
  }
  expect([...seen].sort()).toEqual([...activities].sort());
});

it("is counted once: the parts of a list are its counts, and make the whole", async () => {
  const query = parseProjectQuery({ au: "2022-02-24" });
  const figures = await readDayFigures(query, null);
  if (!figures || !("activities" in figures)) throw new Error("no figures");
  const counts = figures.activities;
  for (const etat of ["actif", "incertain", "non-date"] as const) {
    const part = parseProjectQuery({ au: "2022-02-24", etat });
    const view = part.asOf?.view as "active" | "uncertain" | "undated";
    expect((await listProjects(part, null, "fr")).total).toBe(counts[view]);
  }
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(stored.size);
});
