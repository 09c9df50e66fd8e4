import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { columns, projectsCsv } from "@/lib/export/csv";
import { atomOf, jsonFeedOf } from "@/lib/export/feed";
import { readProjectFeed } from "@/lib/export/project-feed";
import { importOfKind } from "@/lib/import/kinds/registry";
import { loadMapping } from "@/lib/import/mappings/load";
import { parseProjectQuery } from "@/lib/search/params";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  process.env.PUBLIC_URL ??= "http://localhost:3000";
  await loadDemo(bench.url, { projects: 260 });
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

async function csvOf(parameters: Record<string, string>): Promise<string> {
  let text = "";
  for await (const piece of await projectsCsv(parseProjectQuery(parameters), null, "fr")) text += piece;
  return text;
}

it("is read back by the mapping of the portal's own export, every record of a query", { timeout: 120_000 }, async () => {
  const { columns: mapped } = await loadMapping("atlas-csv");
  for (const { headers } of Object.values(mapped)) expect(Object.keys(columns)).toContain(headers[0]);
  const file = path.join(tmpdir(), `atlas-export-${process.pid}.csv`);
  writeFileSync(file, await csvOf({}));
  const other = await openBench();
  const report = await importOfKind("table", other.url, [file], { dryRun: false, actor: "tester", mapping: "atlas-csv" });
  const { rows } = await bench.sql.query<{ total: number }>("SELECT count(*)::int AS total FROM project");
  expect(report.counts).toMatchObject({ read: rows[0]?.total, created: rows[0]?.total, rejected: 0 });
  const factsOf = async ({ sql }: Bench, id: string) => {
    const found = await sql.query<{ id: string }>(
      `SELECT ${id} AS id, replace(p.title, chr(160), ' ') AS title, p.form_code, p.declared_status_code, p.signed_year,
         p.start_on::text, p.end_on::text, p.end_precision, p.three_year_funding, p.multilateral,
         ARRAY(SELECT DISTINCT country_code::text FROM project_place l WHERE l.project_id = p.id ORDER BY 1) AS countries,
         ARRAY(SELECT t.code FROM project_theme r JOIN theme t ON t.id = r.theme_id WHERE r.project_id = p.id ORDER BY r.rank) AS themes,
         ARRAY(SELECT r.role_code || ' ' || count(*) FROM project_organisation r WHERE r.project_id = p.id AND r.role_code <> 'funder'
           GROUP BY r.role_code ORDER BY 1) AS parts,
         ARRAY(SELECT amount::text FROM funding_line f WHERE f.project_id = p.id ORDER BY f.position) AS amounts,
         ARRAY(SELECT concat_ws(' ', f.position, s.scheme_code, s.amount) FROM funding_line f JOIN scheme_line s ON s.funding_line_id = f.id
           WHERE f.project_id = p.id ORDER BY 1) AS schemes
       FROM project p`,
    );
    return new Map(found.rows.map((row) => [row.id, row]));
  };
  const facts = await factsOf(bench, "p.public_id");
  expect(await factsOf(other, "substr(p.source_key, 4)")).toEqual(facts);
  const stated = JSON.stringify([...facts.values()]);
  // Of both kinds of scheme lines, with and without an amount, and of beneficiaries, there are some.
  for (const pattern of [/"beneficiary \d/, /"\d+ water \d+\.\d\d"/, /"\d+ (water|energy|waste|mobility)"/])
    expect(stated).toMatch(pattern);
  await other.close();
});

it("lets no cell run as a formula, and begins with a byte order mark", async () => {
  await bench.project({ title: '=HYPERLINK("http://example.org")', source_key: "test formula" });
  await bench.project({ title: "@SUM(1)", source_key: "test formula 2" });
  const text = await csvOf({});
  expect(text.startsWith("\uFEFFid,")).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""http://example.org"")"`);
  expect(text).toContain("'@SUM(1)");
  expect(text.split("\r\n").some((line) => /(?:^|,)"?[=@]/.test(line))).toBe(false);
});

it("makes feeds of what changed last, well formed whatever a title holds", async () => {
  await bench.project({ title: '<b>& "l’eau" ]]> \u0001', source_key: "test feed" });
  const address = "http://localhost:3000/api/v1/projects/atom?lang=fr";
  const feed = await readProjectFeed(parseProjectQuery({}), "fr", address);
  const seen: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    seen.push(name);
  });
  parser.write(atomOf(feed)).close();
  expect(seen.filter((name) => name === "entry")).toHaveLength(50);
  expect(feed.entries[0]?.title).toContain("l’eau");
  const times = feed.entries.map(({ updatedAt }) => updatedAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(jsonFeedOf(feed)).toMatchObject({ version: "https://jsonfeed.org/version/1.1", feed_url: address, language: "fr" });
});
