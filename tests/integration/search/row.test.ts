import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { readWords, wordsCondition } from "@/lib/search/words";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let project: number;
let town: number;
let french: number;

const run = (sql: string, ...values: unknown[]) => bench.sql.query(sql, values);

/** Whether the project is found by words. */
async function finds(q: string): Promise<boolean> {
  const words = await readWords(q);
  const condition = wordsCondition(words);
  const { rowCount } = await run(
    `SELECT FROM search_row r WHERE r.project_id = $${condition.values.length + 1} AND ${condition.text}`,
    ...condition.values,
    project,
  );
  return rowCount === 1;
}

async function tokens(): Promise<string[]> {
  return (await run("SELECT tokens FROM search_row WHERE project_id = $1", project)).rows[0]?.tokens ?? [];
}

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  project = await bench.project({ title: "L’ÉDUCATION pour tous", signed_year: 1998 });
  const { rows } = await run("SELECT id FROM organisation WHERE name = 'Chartres' AND kind_code = 'commune'");
  french = rows[0].id;
  town = await bench.organisation({ name: "Kpalimé-sur-Mono", country_code: "TG", kind_code: "foreign_municipality" });
  await bench.take(project, french, "lead_authority");
  await bench.take(project, town, "foreign_partner");
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

describe("the search row follows every table that it is made of", () => {
  it("holds the title, its language's words and the names of those who take part", async () => {
    for (const q of ["éducation", "EDUCATION", "l'education", "kpalime", "Chartres", "kpalimesurmono", '"éducation pour tous"'])
      expect(await finds(q), q).toBe(true);
    for (const q of ["ducation", "leducation", '"tous éducation"', "-éducation", "chartres -mono"])
      expect(await finds(q), q).toBe(false);
    expect(await finds("chartres OR dakar")).toBe(true);
    expect(await finds("santé OU kpalime")).toBe(true);
  });

  it("holds a territory with all that it lies in, and says what is not stated", async () => {
    const held = await tokens();
    for (const token of [
      "territory:28085",
      "territory:D28",
      "territory:R24",
      "kind:commune",
      "signed:1998",
      "theme:none",
      "country:none",
    ])
      expect(held).toContain(token);
    expect(held).not.toContain("form:none:none");
    expect(held.some((token) => token.startsWith("territory:") && /^territory:\d{9}$/.test(token))).toBe(true);
  });

  it.each([
    ["project", () => run("UPDATE project SET title = 'Zorglub' WHERE id = $1", project), "zorglub"],
    ["project_text", () => bench.text(project, "Des bulgroz partout"), "bulgroz"],
    ["project_place", () => bench.place(project, { country_code: "SN", name: "Ndioum" }), "ndioum Sénégal Senegal"],
    [
      "project_organisation",
      async () => bench.take(project, await bench.organisation({ name: "Association Frimousse" }), "implementing_body"),
      "frimousse",
    ],
    [
      "project_theme",
      () =>
        run(
          "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU' LIMIT 1",
          project,
        ),
      "water eau",
    ],
    ["funding_line", async () => bench.fund(project, await bench.organisation({ name: "Fonds Grobule" }), 2001), "grobule"],
    ["organisation", () => run("UPDATE organisation SET name = 'Kpalito' WHERE id = $1", town), "kpalito"],
    [
      "organisation_alias",
      () => run("INSERT INTO organisation_alias (organisation_id, name, normalised) VALUES ($1, 'Vieuxnom', 'vieuxnom')", town),
      "vieuxnom",
    ],
    ["theme", () => run("UPDATE theme SET label_en = 'Wateriness' WHERE code = 'EAU'"), "wateriness"],
    [
      "cooperation_form",
      async () => {
        await run("UPDATE project SET form_code = 'twinning' WHERE id = $1", project);
        await run("UPDATE cooperation_form SET label_fr = 'Jumelure' WHERE code = 'twinning'");
      },
      "jumelure",
    ],
    ["country", () => run("UPDATE country SET name_fr = 'Sénégalaisie' WHERE code = 'SN'"), "sénégalaisie"],
    [
      "country_alias",
      () => run("INSERT INTO country_alias (alias, country_code) VALUES ('pays de la teranga', 'SN')"),
      "teranga",
    ],
    ["territory", () => run("UPDATE territory SET name = 'Beaucerie' WHERE code = 'D28'"), "beaucerie"],
  ])("%s", async (_, change, words) => {
    for (const word of words.split(" ")) expect(await finds(word), word).toBe(false);
    await change();
    for (const word of words.split(" ")) expect(await finds(word), word).toBe(true);
    expect((await run("SELECT FROM search_stale")).rowCount).toBe(0);
  });

  it("forgets what is removed, and the project itself", async () => {
    await run("DELETE FROM project_place WHERE project_id = $1", project);
    expect(await finds("ndioum")).toBe(false);
    expect(await tokens()).toContain("country:none");
    const gone = await bench.project({ title: "Feu de paille" });
    await run("DELETE FROM project WHERE id = $1", gone);
    expect((await run("SELECT FROM search_row WHERE project_id = $1", gone)).rowCount).toBe(0);
  });

  it("is the same in one transaction: nothing is seen half done, and nothing stays of what is undone", async () => {
    await run("BEGIN");
    await run("UPDATE project SET title = 'Brimborion' WHERE id = $1", project);
    await run("ROLLBACK");
    expect(await finds("brimborion")).toBe(false);
  });

  it("holds what two transactions changed at the same time", async () => {
    const other = new pg.Client({ connectionString: bench.url });
    await other.connect();
    await run("BEGIN");
    await run("UPDATE project SET title = 'Turlupin' WHERE id = $1", project);
    await other.query("BEGIN");
    await other.query("DELETE FROM project_theme WHERE project_id = $1", [project]);
    await other.query(
      "INSERT INTO project_text (project_id, field, language, body, status) VALUES ($1, 'background', 'fr', 'Calembredaine', 'original')",
      [project],
    );
    await run("SET CONSTRAINTS search_settle IMMEDIATE");
    const waiting = other.query("COMMIT");
    await run("COMMIT");
    await waiting;
    await other.end();
    for (const word of ["turlupin", "calembredaine"]) expect(await finds(word), word).toBe(true);
    expect(await tokens()).toContain("theme:none");
  });

  it("does not find what the portal masks: addresses and telephone numbers", async () => {
    await bench.text(project, "Écrire à awa.modele@example.org ou au 01 23 45 67 89.", { field: "objectives" });
    for (const q of ["awa.modele@example.org", "modele", "0123456789", "01 23 45 67 89"]) expect(await finds(q), q).toBe(false);
  });

  it("is made right where hundreds are made at once, half of them by a process that helps", async () => {
    await run(`WITH made AS (
        INSERT INTO project (source_key, title, language, slug_fr, slug_en, signed_year, origin, source_id)
        SELECT 'many ' || n, 'Programme ' || n, 'fr', 'programme-' || n, 'programme-' || n, 1950 + n % 50, p.origin, p.source_id
        FROM project p CROSS JOIN generate_series(1, 600) AS n WHERE p.id = ${project} RETURNING id),
      placed AS (INSERT INTO project_place (project_id, position, country_code, name) SELECT id, 0, 'TG', 'Kpalimé ' || id FROM made)
      INSERT INTO project_organisation (project_id, organisation_id, role_code, position)
      SELECT id, ${town}, 'foreign_partner', 0 FROM made UNION ALL SELECT id, ${french}, 'lead_authority', 1 FROM made`);
    const { rows } = await run(`
      SELECT count(*)::int AS many, count(*) FILTER (WHERE 'country:TG' = ANY(r.tokens))::int AS placed,
        count(*) FILTER (WHERE p.id % 20 = 0 AND EXISTS (
          SELECT FROM search_rows(ARRAY[p.id]) AS one WHERE (one.tokens, one.words, one.first_year) = (r.tokens, r.words, r.first_year)))::int AS alike
      FROM project p JOIN search_row r ON r.project_id = p.id WHERE p.source_key LIKE 'many %'`);
    expect(rows).toEqual([{ many: 600, placed: 600, alike: 30 }]);
  });
});
