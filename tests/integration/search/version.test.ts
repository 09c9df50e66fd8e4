import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataVersion } from "@/lib/core/data-version";
import { closeDb } from "@/lib/core/db";
import { rebuildSearch } from "@/lib/search/rebuild";
import { readGazetteer } from "@/lib/search/sentence/gazetteer";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let writers: pg.Client[];
/** One for each writer: what is tested is the count, not the locks of rows. */
let projects: number[];

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  projects = [await bench.project(), await bench.project(), await bench.project()];
  writers = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const client = new pg.Client({ connectionString: bench.url });
      await client.connect();
      return client;
    }),
  );
});
afterAll(async () => {
  await closeDb();
  await Promise.all(writers.map((client) => client.end()));
  await bench.close();
});

/** What no page shows. */
const hidden = [
  "_prisma_migrations",
  "account",
  "account_country",
  "account_link",
  "account_mail",
  "account_organisation",
  "account_session",
  "audit_entry",
  "data_version",
  "feedback",
  "feedback_mail",
  "kept_answers",
  "news_proposal",
  "objection",
  "relay_mail",
  "relay_message",
  "search_bits",
  "search_chunk",
  "search_count",
  "search_counted",
  "search_loose",
  "search_stale",
  "search_turn",
  "search_value",
  "search_word_bits",
  "secret",
  "touched",
  "verification",
  "verification_mail",
];

const moves = async (write: () => Promise<unknown>) => {
  const before = await dataVersion();
  await write();
  return (await dataVersion()) !== before;
};
const run = (statement: string) => () => bench.sql.query(statement);

describe("the version of the data", () => {
  it("is moved on by every table but those of which no page shows anything", async () => {
    const { rows } = await bench.sql.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'data_version' AND tgenabled IN ('O', 'A')) ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(hidden);
    // A write of no row is one, too: nobody has to look what a statement did.
    const { rows: tables } = await bench.sql.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    );
    for (const { name } of tables)
      expect([name, await moves(run(`DELETE FROM "${name}" WHERE false`))]).toEqual([name, !hidden.includes(name)]);
  });

  it("goes with a note of what was touched", async () => {
    const { rows } = await bench.sql.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'data_version')
       AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'touch_truncate' AND tgenabled = 'O')`,
    );
    expect(rows).toEqual([]);
    const touched = async () => (await bench.sql.query("SELECT coalesce(max(id), 0) AS last FROM touched")).rows[0].last;
    for (const statement of [
      "INSERT INTO office (kind, name_fr, name_en, origin, source_id) SELECT 'regional_network', 'A', 'A', 'reference', min(id) FROM source",
      "UPDATE office SET name_fr = 'B' WHERE name_en = 'A'",
      "DELETE FROM office WHERE name_en = 'A'",
    ]) {
      const before = await touched();
      await bench.sql.query(statement);
      expect([statement, Number(await touched()) > Number(before)]).toEqual([statement, true]);
    }
  });

  it("stays where nothing was written that is shown", async () => {
    for (const statement of [
      "ANALYZE project",
      "SELECT * FROM project FOR UPDATE",
      "CREATE TEMP TABLE mine AS SELECT 1",
      "SELECT nextval('organisation_id_seq')",
      `INSERT INTO feedback (number, form_key, public_id, kind, language) VALUES ('A-2026-ABCDEF', 'x', 'p1', 'error', 'fr')`,
      "BEGIN; UPDATE project SET title = 'Autre'; ROLLBACK",
    ])
      expect([statement, await moves(run(statement))]).toEqual([statement, false]);
  });

  it("is moved on by what makes other rows without a statement that writes them", async () => {
    expect(await moves(() => rebuildSearch(bench.url))).toBe(true);
    expect(await moves(run("TRUNCATE volunteer"))).toBe(true);
    expect(await moves(run("UPDATE _prisma_migrations SET finished_at = finished_at + interval '1 second'"))).toBe(true);
  });

  it("lets no writer wait for another, and counts each", { timeout: 20_000 }, async () => {
    const [a, b, c] = writers as [pg.Client, pg.Client, pg.Client];
    await a.query("BEGIN; UPDATE country SET name_fr = name_fr WHERE code = 'SN'");
    // In this isolation a row that was counted in meanwhile cannot be taken.
    await b.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM country LIMIT 1");
    expect(await moves(() => c.query("UPDATE country SET name_fr = name_fr WHERE code = 'ML'"))).toBe(true);
    await b.query("UPDATE country SET name_fr = name_fr WHERE code = 'TG'");
    expect(await moves(() => b.query("COMMIT"))).toBe(true);
    expect(await moves(() => a.query("COMMIT"))).toBe(true);
    const rows = async () => (await bench.sql.query("TABLE data_version")).rowCount;
    const before = await rows();
    for (const client of [a, b, c, a, b, c]) await client.query("UPDATE country SET name_fr = name_fr WHERE code = 'SN'");
    expect(await rows()).toBe(before);
  });

  it("never names two states of the rows alike, whoever writes, rolls back and commits in whatever order", {
    timeout: 60_000,
  }, async () => {
    const step = fc.record({
      writer: fc.nat({ max: 2 }),
      does: fc.constantFrom("BEGIN", "write", "write", "SAVEPOINT part", "ROLLBACK TO part", "COMMIT", "COMMIT", "ROLLBACK"),
    });
    const shown = new Map<string, string>();
    let next = 0;
    const observe = async () => {
      const version = await dataVersion();
      const { rows } = await bench.sql.query<{ titles: string }>(
        "SELECT string_agg(title, ',' ORDER BY id) AS titles FROM project",
      );
      const titles = rows[0]?.titles ?? "";
      expect(shown.get(version) ?? titles).toBe(titles);
      shown.set(version, titles);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const { writer, does } of steps) {
          const statement = does === "write" ? `UPDATE project SET title = '${++next}' WHERE id = ${projects[writer]}` : does;
          // Savepoints outside of a transaction are errors, which change nothing.
          await writers[writer]?.query(statement).catch(() => undefined);
          await observe();
        }
        for (const client of writers) await client.query("ROLLBACK");
        await observe();
      }),
      { numRuns: 40, seed: 20_261_123 },
    );
    expect(shown.size).toBeGreaterThan(50);
  });

  it("renews what is kept in memory of the names that a question is read by", async () => {
    const meaning = async () => (await readGazetteer()).meanings.get("pays imaginaire");
    expect(await meaning()).toBeUndefined();
    await bench.sql.query("INSERT INTO country_alias (country_code, alias) VALUES ('SN', 'pays imaginaire')");
    expect(await meaning()).toEqual([{ facet: "country", values: ["SN"] }]);
  });
});
