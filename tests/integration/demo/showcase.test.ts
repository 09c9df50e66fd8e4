import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import showcase from "@/lib/demo/content/showcase.json";
import { loadShowcase } from "@/lib/demo/showcase";
import { cloneDatabase } from "@/tests/support/database";
import { tableChecksums } from "./checksums";

const seeds = path.resolve(import.meta.dirname, "../../../../shared/seeds");
const seedFiles = ["legacy-project-page.txt", "news-seoul-agreement.txt"].map((name) => path.join(seeds, name));

describe("showcase records", () => {
  let url: string;
  let client: pg.Client;
  let drop: () => Promise<void>;

  const rows = async (sql: string) => (await client.query(sql)).rows;

  beforeAll(async () => {
    ({ url, drop } = await cloneDatabase("template_small"));
    client = new pg.Client({ connectionString: url });
    await client.connect();
    expect((await loadShowcase(url)).project).toBe(1);
  });

  afterAll(async () => {
    await client.end();
    await drop();
  });

  it("are loaded once", async () => {
    const before = await tableChecksums(client);
    expect(await loadShowcase(url)).toEqual({});
    expect(await tableChecksums(client)).toEqual(before);
  });

  it("give the funding of the Chartres–Québec project to the euro", async () => {
    const funding = await rows(
      `SELECT o.name, sum(f.amount)::float AS total FROM funding_line f JOIN organisation o ON o.id = f.funder_id
       JOIN project p ON p.id = f.project_id WHERE p.source_key = 'chartres-quebec' GROUP BY o.name ORDER BY total, o.name`,
    );
    expect(funding.map((row) => row.total)).toEqual([10_514, 21_028, 21_028, 42_800]);
    expect(
      await rows("SELECT year, sum(amount)::float AS total, count(*)::int FROM funding_line GROUP BY year ORDER BY year"),
    ).toEqual([
      { year: 2017, total: 45_685, count: 4 },
      { year: 2018, total: 49_685, count: 4 },
    ]);
  });

  it("share the organisations of the reference data", async () => {
    expect(
      await rows(
        `SELECT o.origin, c.code FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
         LEFT JOIN organisation_code c ON c.organisation_id = o.id AND c.scheme = 'siren' WHERE r.role_code = 'lead_authority'`,
      ),
    ).toEqual([{ origin: "reference", code: "200033181" }]);
    const names = "('Cosmetic Valley', 'Québec International', 'Ville de Séoul', 'Centre culturel coréen')";
    const created = await rows(`SELECT name FROM organisation WHERE origin = 'manual' AND name NOT IN ${names}`);
    expect(created).toEqual([]);
    expect(
      await rows(
        `SELECT subdivision_code, round(latitude)::int AS latitude FROM organisation WHERE name = 'Québec International'`,
      ),
    ).toEqual([{ subdivision_code: "CA-QC", latitude: 47 }]);
  });

  it("name posts by function only, and the consulate general for Québec", async () => {
    expect(
      await rows(
        "SELECT count(*)::int AS people FROM contact WHERE num_nonnulls(last_name, first_name, email, phone, function_label) > 0",
      ),
    ).toEqual([{ people: 0 }]);
    expect(
      await rows(
        `SELECT d.kind, j.country_code, j.subdivision_code, (SELECT count(*)::int FROM contact c WHERE c.post_id = d.id) AS functions
         FROM diplomatic_post d JOIN post_jurisdiction j ON j.post_id = d.id ORDER BY d.kind`,
      ),
    ).toEqual([
      { kind: "embassy", country_code: "CA", subdivision_code: null, functions: 2 },
      { kind: "consulate_general", country_code: "CA", subdivision_code: "CA-QC", functions: 2 },
    ]);
  });

  it("tell the Seoul agreement as a related action, signed by functions", async () => {
    expect(
      await rows(
        `SELECT a.related_action, a.signed_on::text, p.signatory_function_en, o.name, o.kind_code, o.country_code
         FROM agreement a JOIN agreement_party p ON p.agreement_id = a.id JOIN organisation o ON o.id = p.organisation_id ORDER BY p.position`,
      ),
    ).toEqual([
      {
        related_action: true,
        signed_on: "2022-10-23",
        signatory_function_en: "President",
        name: "Cosmetic Valley",
        kind_code: "cluster",
        country_code: "FR",
      },
      {
        related_action: true,
        signed_on: "2022-10-23",
        signatory_function_en: "Mayor",
        name: "Ville de Séoul",
        kind_code: "foreign_municipality",
        country_code: "KR",
      },
    ]);
    expect(await rows("SELECT language, status FROM news_text ORDER BY language")).toEqual([
      { language: "en", status: "human" },
      { language: "fr", status: "original" },
    ]);
    expect(await rows("SELECT country_code FROM news_country")).toEqual([{ country_code: "KR" }]);
  });

  it("use an organisation that an importer made before", async () => {
    const other = await cloneDatabase("template_small");
    const connection = new pg.Client({ connectionString: other.url });
    await connection.connect();
    await connection.query(
      `INSERT INTO organisation (kind_code, name, slug, country_code, origin, source_id)
       SELECT 'development_agency', 'Québec International', 'quebec-international', 'CA', 'imported', id FROM source WHERE code = 'legacy-atlas'`,
    );
    await loadShowcase(other.url);
    const found = await connection.query("SELECT origin FROM organisation WHERE name = 'Québec International'");
    expect(found.rows).toEqual([{ origin: "imported" }]);
    await connection.end();
    await other.drop();
  });

  it("are written in our own words", ({ skip }) => {
    if (!seedFiles.every((file) => existsSync(file))) skip("the seed documents are not on this machine");
    const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const runs = (text: string, length: number) => {
      const list = words(text);
      return list.slice(0, Math.max(0, list.length - length + 1)).map((_, at) => list.slice(at, at + length).join(" "));
    };
    const known = new Set(seedFiles.flatMap((file) => runs(readFileSync(file, "utf8"), 9)));
    const ours = [showcase.news.body.fr, ...Object.values(showcase.project.texts).map((text) => text.fr)];
    expect(ours.flatMap((text) => runs(text, 9)).filter((run) => known.has(run))).toEqual([]);
  });
});
