import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { root } from "@/lib/launcher/lock.mjs";
import { rebuildSearch } from "@/lib/search/rebuild";
import { migrationLock } from "@/prisma/migrate";
import { launch } from "../../support/project-copy";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let other: Bench["sql"];
const run = (sql: string, ...values: unknown[]) => bench.sql.query(sql, values);

/** Numbers of projects by token that are not those of the rows. */
async function miscounted(): Promise<unknown[]> {
  const { rows: found } = await run(
    `SELECT * FROM (SELECT token, count(*)::int AS projects FROM search_row CROSS JOIN unnest(tokens) AS token
       WHERE search_counted(token) GROUP BY token) AS now
     FULL JOIN search_count AS c USING (token) WHERE now.projects IS DISTINCT FROM c.projects`,
  );
  return found;
}

/** The rows as a value, and everything that the table consists of. */
async function rows(): Promise<string> {
  const { rows: found } = await run("SELECT md5(string_agg(r::text, '|' ORDER BY project_id)) AS all FROM search_row r");
  return found[0].all;
}
async function shape(): Promise<string[]> {
  const { rows: found } = await run(
    `SELECT format('%s %s %s %s', attname, atttypid::regtype, attnotnull, attstorage) AS line FROM pg_attribute
       WHERE attrelid = 'search_row'::regclass AND attnum > 0
     UNION ALL SELECT format('%s %s %s', conname, convalidated, pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid = 'search_row'::regclass
     UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename = 'search_row'
     UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'search_row'::regclass AND NOT tgisinternal
     UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = 'search_rebuild' ORDER BY 1`,
  );
  return found.map(({ line }) => line);
}
async function holds(id: number, word: string): Promise<boolean> {
  return (await run("SELECT FROM search_row WHERE project_id = $1 AND words @@ search_term($2)", id, word)).rowCount === 1;
}
async function ids(count: number): Promise<number[]> {
  return (await run("SELECT id FROM project ORDER BY id LIMIT $1", count)).rows.map(({ id }) => id);
}

/** Begins changes of projects on another connection: a title and one project more. The search rows follow at its end, with one less. */
async function beginChanges(word: string) {
  const [changed, gone] = await ids(2);
  await other.query("BEGIN");
  await other.query("UPDATE project SET title = $2 WHERE id = $1", [changed, word]);
  const { rows: made } = await other.query(
    `INSERT INTO project (source_key, title, language, slug_fr, slug_en, origin, source_id)
     SELECT 'made ' || $1, $1, 'fr', $1, $1, origin, source_id FROM project LIMIT 1 RETURNING id`,
    [word],
  );
  const end = async () => {
    await other.query("DELETE FROM project WHERE id = $1", [gone]);
    await other.query("COMMIT");
  };
  return { changed: changed as number, made: made[0].id as number, gone: gone as number, end };
}

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 120 });
  const { default: pg } = await import("pg");
  other = new pg.Client({ connectionString: bench.url });
  await other.connect();
});
afterAll(async () => {
  await closeDb();
  await other.end();
  await bench.close();
});

describe("a rebuild of the search", () => {
  let before: { rows: string; shape: string[] };
  beforeEach(async () => {
    before = { rows: await rows(), shape: await shape() };
  });

  it("makes the same rows that the triggers made, in a table of the same shape, and leaves nothing beside", async () => {
    const { rows: counted } = await run("SELECT count(*)::int AS projects FROM project");
    expect(await rebuildSearch(bench.url)).toEqual({ projects: counted[0].projects, differing: 0 });
    expect({ rows: await rows(), shape: await shape() }).toEqual(before);
  });

  it("tells how many rows were not what the records say, and makes them right", async () => {
    const [first, second, third, fourth] = await ids(4);
    await run("UPDATE search_row SET words = '' WHERE project_id = $1", first);
    await run("UPDATE search_row SET tokens = tokens || ARRAY['theme:ZZZ'] WHERE project_id = $1", second);
    await run("UPDATE search_row SET first_year = NULL, last_year = 1789 WHERE project_id = $1", third);
    await run("DELETE FROM search_row WHERE project_id = $1", fourth);
    await run("UPDATE search_count SET projects = projects + 7 WHERE token = 'country:SN'");
    expect(await rebuildSearch(bench.url)).toMatchObject({ differing: 4 });
    expect({ rows: await rows(), shape: await shape() }).toEqual(before);
    expect(await miscounted()).toEqual([]);
  });

  it("takes over what is written meanwhile, waits for the writer and lets others search", { timeout: 60_000 }, async () => {
    const { changed, made, gone, end } = await beginChanges("Turlututu");
    const steps: string[] = [];
    let searched: Promise<boolean> | undefined;
    const rebuilt = await rebuildSearch(bench.url, (step) => {
      steps.push(step);
      // The writer holds the projects: the swap was given up for the while.
      if (step === "cli.search.progress.waiting" && steps.includes("cli.search.progress.swap"))
        searched ??= holds(changed, "turlututu").finally(end);
    });
    expect(await searched).toBe(false);
    expect(rebuilt.differing).toBe(0);
    expect([await holds(changed, "turlututu"), await holds(made, "turlututu")]).toEqual([true, true]);
    expect((await run("SELECT FROM search_row WHERE project_id = $1", gone)).rowCount).toBe(0);
    expect(await shape()).toEqual(before.shape);
    const now = await rows();
    expect(await rebuildSearch(bench.url)).toMatchObject({ differing: 0 });
    expect(await rows()).toBe(now);
    await run("UPDATE project SET title = 'Farfelu' WHERE id = $1", changed);
    expect([await holds(changed, "turlututu"), await holds(changed, "farfelu")]).toEqual([false, true]);
    expect(await miscounted()).toEqual([]);
  });

  it("takes turns with another, and changes no table during a backup", { timeout: 60_000 }, async () => {
    await other.query("SELECT pg_advisory_lock_shared($1)", [migrationLock]);
    let waited = 0;
    const [one, two] = await Promise.all(
      [0, 1].map(() =>
        rebuildSearch(bench.url, (step) => {
          if (step !== "cli.search.progress.waiting") return;
          waited++;
          void other.query("SELECT pg_advisory_unlock_shared($1)", [migrationLock]);
        }),
      ),
    );
    expect(waited).toBeGreaterThan(0);
    expect(one).toEqual(two);
    expect({ rows: await rows(), shape: await shape() }).toEqual(before);
  });

  it("that fails leaves the search as it was", async () => {
    await run("ALTER FUNCTION search_rows(integer[]) RENAME TO search_rows_away");
    await expect(rebuildSearch(bench.url)).rejects.toThrow("search_rows");
    await run("ALTER FUNCTION search_rows_away(integer[]) RENAME TO search_rows");
    expect({ rows: await rows(), shape: await shape() }).toEqual(before);
    await expect(rebuildSearch("postgresql://nobody@127.0.0.1:9/none")).rejects.toMatchObject({ code: "database_unavailable" });
  });
});

describe("atlas search rebuild", () => {
  const command = (...options: string[]) =>
    launch(root, ["atlas", "search", "rebuild", ...options], { DATABASE_URL: bench.url, LANG: "C" });

  it("that is killed in the middle leaves a search that is right, and the next one clears up", { timeout: 120_000 }, async () => {
    const before = await shape();
    const { changed, made, end } = await beginChanges("Abracadabra");
    const atTheSwap = /records 100%\n.*indexes\n.*meanwhile\n.*waiting for a write or a backup to end/;
    const killed = command();
    await new Promise<void>((resolve) => {
      killed.child.stderr?.on("data", () => atTheSwap.test(killed.said()) && resolve());
      void killed.ended.then(() => resolve());
    });
    expect(killed.said()).toMatch(atTheSwap);
    killed.child.kill("SIGKILL");
    expect(await killed.ended).toBeNull();
    await end();
    // What it left beside: the search goes on, and follows what is written.
    expect(await shape()).toContain("search_rebuild");
    expect([await holds(changed, "abracadabra"), await holds(made, "abracadabra")]).toEqual([true, true]);
    await run("UPDATE project SET title = 'Sapristi' WHERE id = $1", changed);
    expect(await holds(changed, "sapristi")).toBe(true);
    const now = await rows();
    const next = command();
    expect(await next.ended).toBe(0);
    expect(next.result()).toMatch(/^Search rebuilt for \d+ records\. All rows were right\.\n$/);
    expect(next.said()).toContain("Search: records 100%");
    expect([await rows(), await shape()]).toEqual([now, before]);
  });

  it("gives its account as JSON", { timeout: 60_000 }, async () => {
    const [first] = await ids(1);
    await run("DELETE FROM search_row WHERE project_id = $1", first);
    const running = command("--json");
    expect(await running.ended).toBe(0);
    expect(JSON.parse(running.result())).toMatchObject({ differing: 1 });
  });
});
