import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as clock from "@/lib/core/clock";
import { closeDb } from "@/lib/core/db";
import { databaseRows } from "@/lib/core/rows";
import { loadDemo } from "@/lib/demo/load";
import { answersFor, nameOf } from "@/lib/freshness/kept-answers";
import { tagsOf } from "@/lib/freshness/tags";
import { locales } from "@/lib/i18n/locales";
import { LargeProfiles } from "@/lib/profiles/keep-ahead";
import { readProfile } from "@/lib/profiles/queries/profile";
import { subjectOfKey } from "@/lib/profiles/queries/subject";
import type { Subject, SubjectKind } from "@/lib/profiles/schema";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let subjects: Subject[];
let profiles: LargeProfiles;
/** Eighteen projects are many here. */
const many = 18;

const run = (statement: string) => bench.sql.query(statement);
const keptNames = async () =>
  (await run("SELECT subject FROM kept_answers ORDER BY 1")).rows.map(({ subject }) => subject as string);
/** Which transaction wrote the kept answers of each subject. */
const writtenBy = async () =>
  Object.fromEntries(
    (await run("SELECT subject, xmin::text AS by FROM kept_answers")).rows.map(({ subject, by }) => [subject, by]),
  );

/** The subjects whose answers the database gives after something was done. */
async function askedAfter(work: () => Promise<unknown>): Promise<string[]> {
  await new LargeProfiles(many).keep();
  await work();
  const asked: string[] = [];
  for (const subject of subjects) if ((await answersFor(subject)) === databaseRows) asked.push(nameOf(subject));
  return asked.sort();
}

/** Names of the subjects whose page a project is on, by the tokens of its row in the search. */
async function subjectsOf(project: number): Promise<string[]> {
  const { rows } = await bench.sql.query<{ token: string }>(
    "SELECT DISTINCT unnest(tokens) AS token FROM search_row WHERE project_id = $1",
    [project],
  );
  const tokens = new Set(rows.map(({ token }) => token));
  return subjects
    .filter((subject) => tagsOf(subject).some((tag) => tokens.has(tag)))
    .map(nameOf)
    .sort();
}

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 200 });
  // Demo records are of made-up authorities, which lie in no région; few of one country or scheme.
  await run(`INSERT INTO project_organisation (project_id, organisation_id, role_code, position)
    SELECT p.id, (SELECT o.id FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = '28085'), 'french_partner', 99
    FROM project p ORDER BY p.id LIMIT 20 ON CONFLICT DO NOTHING`);
  await run(`INSERT INTO project_place (project_id, position, country_code)
    SELECT id, 99, 'SN' FROM project ORDER BY id LIMIT 20 ON CONFLICT DO NOTHING`);
  await run(`INSERT INTO scheme_line (funding_line_id, scheme_code)
    SELECT min(id), 'water' FROM funding_line GROUP BY project_id ORDER BY project_id LIMIT 20 ON CONFLICT DO NOTHING`);
  await new LargeProfiles(many).keep();
  const found = (await keptNames()).map((name) => {
    const [kind, key] = name.split(":") as [SubjectKind, string];
    return subjectOfKey(kind, key);
  });
  subjects = (await Promise.all(found)).filter((subject) => subject !== null);
});
beforeEach(async () => {
  await run("DELETE FROM kept_answers");
  profiles = new LargeProfiles(many);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await closeDb();
  await bench.close();
});

describe("answers about subjects of many projects", () => {
  it("are kept of every kind of subject, and a profile made of them says what the database does", async () => {
    await profiles.keep();
    expect(new Set(subjects.map(({ kind }) => kind))).toEqual(
      new Set(["country", "organisation", "territory", "theme", "scheme"]),
    );
    for (const subject of subjects)
      for (const locale of locales)
        expect(await readProfile(subject, locale)).toEqual(await readProfile(subject, locale, databaseRows));
    await run(`UPDATE kept_answers SET answers = replace(answers::text, '"name":"', '"name":"Kept ')::json`);
    for (const subject of subjects) {
      const { actors } = await readProfile(subject, "fr");
      const names = Object.values(actors).flatMap(({ rows }) => rows.map(({ name }) => name));
      expect([nameOf(subject), names.filter((name) => !name.startsWith("Kept "))]).toEqual([nameOf(subject), []]);
    }
  });

  it("are not asked for again where nothing of them was written", async () => {
    await profiles.keep();
    const before = await writtenBy();
    await profiles.keep();
    await run("UPDATE volunteer SET id = id WHERE false");
    await profiles.keep();
    await new LargeProfiles(many).keep();
    expect(await writtenBy()).toEqual(before);
  });

  it("go with the subject where it has few projects left", async () => {
    await profiles.keep();
    const before = await keptNames();
    await new LargeProfiles(40).keep();
    const after = await keptNames();
    expect(after.length).toBeGreaterThan(0);
    expect(after.length).toBeLessThan(before.length);
  });

  it("are completed by a build that asks for more", async () => {
    await profiles.keep();
    const answers = async () =>
      (await run("SELECT subject, answers::text AS answers, snapshot::text AS seen FROM kept_answers ORDER BY 1")).rows;
    const count = async () =>
      singleValue<number>(bench.sql, "SELECT count(*)::int AS value FROM kept_answers, json_each(answers)", []);
    const [whole, seen] = [await count(), (await answers()).map((row) => row.seen)];
    await run(`UPDATE kept_answers SET answers = (SELECT json_object_agg(key, value) FROM
      (SELECT key, value FROM json_each(answers) ORDER BY key OFFSET 1) AS rest)`);
    await new LargeProfiles(many).keep();
    // What is asked besides knows more than what was kept before: together they are as old as the older.
    expect([await count(), (await answers()).map((row) => row.seen)]).toEqual([whole, seen]);
  });

  it("are left to the process that is at it", async () => {
    await run("SELECT pg_advisory_lock(7201005)");
    await profiles.keep();
    expect(await keptNames()).toEqual([]);
    await run("SELECT pg_advisory_unlock(7201005)");
    await profiles.keep();
    expect((await keptNames()).length).toBe(subjects.length);
  });
});

describe("kept answers", () => {
  const all = () => subjects.map(nameOf).sort();
  const pick = () => singleValue<number>(bench.sql, "SELECT min(project_id) AS value FROM funding_line", []);

  it("are asked for anew where a line of funding changed, and no others", async () => {
    expect(await askedAfter(async () => {})).toEqual([]);
    const project = await pick();
    const of = await subjectsOf(project);
    expect(of.length).toBeGreaterThan(1);
    expect(of.length).toBeLessThan(subjects.length);
    const more = `UPDATE funding_line SET amount = coalesce(amount, 0) + 1 WHERE project_id = ${project}`;
    expect(await askedAfter(() => run(more))).toEqual(of);
    expect(await askedAfter(() => run(`BEGIN; ${more}; ROLLBACK`))).toEqual([]);
  });

  it("are asked for anew where a project came, and where it left", async () => {
    const project = await pick();
    const before = await subjectsOf(project);
    const away = await askedAfter(() => run(`DELETE FROM project_theme WHERE project_id = ${project}`));
    expect(away).toEqual(before);
    expect((await subjectsOf(project)).length).toBeLessThan(before.length);
  });

  it("are too old where a transaction that had begun before ends after they were made", async () => {
    const project = await pick();
    const writer = new pg.Client({ connectionString: bench.url });
    await writer.connect();
    await writer.query(`BEGIN; UPDATE funding_line SET amount = coalesce(amount, 0) + 1 WHERE project_id = ${project}`);
    expect(await askedAfter(() => writer.query("COMMIT"))).toEqual(await subjectsOf(project));
    await writer.end();
  });

  it("are of their day, of their database and of its schema", async () => {
    expect(await askedAfter(async () => void vi.spyOn(clock, "today").mockReturnValue("2031-01-01"))).toEqual(all());
    vi.restoreAllMocks();
    expect(await askedAfter(() => run("UPDATE kept_answers SET database = 'another'"))).toEqual(all());
    expect(await askedAfter(() => run("UPDATE country SET name_fr = name_fr || ' ' WHERE code = 'ML'"))).toEqual(all());
  });

  it("are made anew by the next turn, those alone that are too old", async () => {
    await profiles.keep();
    const [before, project] = [await writtenBy(), await pick()];
    await run(`UPDATE funding_line SET amount = coalesce(amount, 0) + 1 WHERE project_id = ${project}`);
    await profiles.keep();
    const after = await writtenBy();
    const anew = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(anew.sort()).toEqual(await subjectsOf(project));
  });
});
