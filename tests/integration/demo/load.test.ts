import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { normaliseName } from "@/lib/core/text";
import foreignNames from "@/lib/demo/content/foreign-names.json";
import frenchNames from "@/lib/demo/content/french-names.json";
import { loadDemo } from "@/lib/demo/load";
import { cloneDatabase } from "@/tests/support/database";
import { demoContent, tableChecksums } from "./checksums";

type Opened = { url: string; client: pg.Client; drop(): Promise<void> };
const opened: Opened[] = [];

async function open(template: "template_migrated" | "template_reference"): Promise<Opened> {
  const { url, drop } = await cloneDatabase(template);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const database = { url, client, drop };
  opened.push(database);
  return database;
}

async function one<T extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<T> {
  const [row] = (await client.query<T>(sql)).rows;
  if (!row) throw new Error("no row");
  return row;
}

afterAll(async () => {
  for (const { client, drop } of opened) {
    await client.end();
    await drop();
  }
});

describe("demo load", () => {
  let whole: Opened;

  beforeAll(async () => {
    whole = await open("template_reference");
    const steps: [string, number, number][] = [];
    const report = await loadDemo(whole.url, undefined, (...step) => steps.push(step));
    expect(report.alreadyLoaded).toBe(false);
    expect(report.created.project).toBe(1_301);
    expect(steps).toContainEqual(["demo.progress.projects", 1_300, 1_300]);
  });

  it("changes nothing the second time, nor for a smaller count", async () => {
    const before = await tableChecksums(whole.client);
    expect(await loadDemo(whole.url)).toEqual({ created: {}, alreadyLoaded: true });
    expect(await loadDemo(whole.url, { projects: 10 })).toEqual({ created: {}, alreadyLoaded: true });
    expect(await tableChecksums(whole.client)).toEqual(before);
  });

  it("gives the same content in another database, whatever the count and however it was reached", async () => {
    const other = await open("template_reference");
    await loadDemo(other.url, { projects: 300 });
    const first = await demoContent(other.client, 300);
    expect(first).toEqual(await demoContent(whole.client, 300));
    const grown = await loadDemo(other.url, { projects: 600 });
    expect(grown.created.project).toBe(300);
    expect(await demoContent(other.client, 300)).toEqual(first);
    expect(await demoContent(other.client, 600)).toEqual(await demoContent(whole.client, 600));
    expect(await demoContent(other.client, 300)).not.toEqual(await demoContent(other.client, 299));
    const { organisations } = await one<{ organisations: number }>(
      other.client,
      "SELECT count(*)::int AS organisations FROM organisation WHERE origin = 'demo'",
    );
    expect(organisations).toBe(200 + 400 + 30 + 8);
  });

  it("says so when records of an earlier load are gone", async () => {
    const holed = await open("template_reference");
    await loadDemo(holed.url, { projects: 20 });
    await holed.client.query("DELETE FROM project WHERE source_key = 'demo-3'");
    await expect(loadDemo(holed.url, { projects: 40 })).rejects.toMatchObject({
      code: "invalid_input",
      context: { message: "demo.error.incomplete" },
    });
  });

  it("asks for the reference data, and for a count within bounds, and writes nothing", async () => {
    const empty = await open("template_migrated");
    const before = await tableChecksums(empty.client);
    await expect(loadDemo(empty.url)).rejects.toMatchObject({
      code: "invalid_input",
      context: { message: "demo.error.referenceMissing" },
    });
    for (const projects of [-1, 1.5, Number.NaN, 1e9])
      await expect(loadDemo(empty.url, { projects })).rejects.toMatchObject({ context: { message: "demo.error.count" } });
    expect(await tableChecksums(empty.client)).toEqual(before);
  });

  it("sets records in real countries, themes and forms, with the shapes of real ones", async () => {
    const shape = await one<Record<string, number>>(
      whole.client,
      `SELECT (SELECT count(DISTINCT country_code) FROM project_place)::int AS countries,
              (SELECT count(*) FROM organisation WHERE origin = 'demo' AND country_code = 'FR' AND kind_code IN ('commune', 'epci', 'syndicate'))::int AS authorities,
              (SELECT count(*) FROM organisation WHERE origin = 'demo' AND kind_code LIKE 'foreign%')::int AS partners,
              (SELECT count(*) FROM organisation WHERE origin = 'demo' AND country_code = 'CA' AND subdivision_code IS DISTINCT FROM 'CA-QC')::int AS elsewhere_in_canada,
              (SELECT count(*) FROM organisation WHERE origin = 'demo' AND territory_id IS NOT NULL)::int AS with_territory,
              (SELECT count(*) FROM scheme_line WHERE scheme_code = 'water')::int AS water,
              (SELECT count(*) FROM project WHERE multilateral)::int AS networks`,
    );
    expect(shape.countries).toBeGreaterThanOrEqual(110);
    expect(shape.countries).toBeLessThanOrEqual(143);
    expect(shape.authorities).toBeGreaterThanOrEqual(430);
    expect(shape.partners).toBeGreaterThan(700);
    expect(shape.elsewhere_in_canada).toBe(0);
    expect(shape.with_territory).toBe(0);
    expect(shape.water).toBeGreaterThan(50);
    expect(shape.networks).toBeGreaterThan(3);
  });

  it("has one contradiction in twenty, as the database shows it", async () => {
    const { contradictions } = await one<{ contradictions: number }>(
      whole.client,
      `SELECT count(*)::int AS contradictions FROM (
         SELECT p.*, CASE end_precision WHEN 'year' THEN end_on + interval '1 year' WHEN 'month' THEN end_on + interval '1 month' ELSE end_on + interval '1 day' END AS over
         FROM project p WHERE origin = 'demo') AS p
       WHERE (declared_status_code = 'ongoing' AND over <= '2026-11-01') OR (declared_status_code = 'closed' AND over > '2026-11-02')
          OR (three_year_funding AND extract(year FROM start_on) = extract(year FROM end_on)) OR signed_year > extract(year FROM end_on)
          OR EXISTS (SELECT FROM funding_line f WHERE f.project_id = p.id AND (f.year < extract(year FROM start_on) OR f.year > extract(year FROM end_on)))`,
    );
    expect(contradictions / 1_300).toBeGreaterThan(0.035);
    expect(contradictions / 1_300).toBeLessThan(0.065);
  });

  it("names no person and no address outside example.org", async () => {
    const people = await one<Record<string, number>>(
      whole.client,
      `SELECT (SELECT count(*) FROM volunteer)::int AS volunteers,
              (SELECT count(*) FROM contact WHERE num_nonnulls(last_name, first_name, email, phone) > 0)::int AS named,
              (SELECT count(*) FROM project_text WHERE body LIKE '%@%')::int AS mailed,
              (SELECT count(*) FROM organisation WHERE origin = 'demo' AND website !~ '^https://example.org/')::int
                + (SELECT count(*) FROM diplomatic_post WHERE origin = 'demo' AND generic_email !~ '@example.org$')::int AS elsewhere,
              (SELECT count(*) FROM quality_finding WHERE rule = 'personal_data_in_text')::int AS findings, (SELECT count(*) FROM revision)::int AS revisions`,
    );
    expect(people).toEqual({ volunteers: 0, named: 0, mailed: 0, elsewhere: 0, findings: 0, revisions: 0 });
  });

  it("invents names: none is that of a commune, an EPCI or a place, however many are made", async () => {
    const official = await whole.client.query<{ name: string }>(
      "SELECT name FROM territory UNION SELECT unnest(normalised_names) FROM place UNION SELECT name FROM organisation WHERE origin = 'reference'",
    );
    const names = new Set(official.rows.map((row) => normaliseName(row.name)));
    const words = new Set([...names].flatMap((name) => name.split(" ")));
    expect(names.size).toBeGreaterThan(150_000);
    const demo = await whole.client.query<{ name: string }>(
      `SELECT name FROM organisation WHERE origin = 'demo' UNION SELECT name_en FROM organisation WHERE origin = 'demo' AND name_en IS NOT NULL
       UNION SELECT t.name FROM project_place t JOIN project p ON p.id = t.project_id WHERE p.origin = 'demo'`,
    );
    expect(demo.rows.filter((row) => names.has(normaliseName(row.name)))).toEqual([]);
    const tails = [frenchNames, ...Object.values(foreignNames)].flatMap((family) => family.tails.split("|"));
    const known = tails.filter((tail) =>
      normaliseName(tail)
        .split(" ")
        .every((word) => words.has(word)),
    );
    expect(known).toEqual([]);
  });
});
