import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDemo } from "@/lib/demo/load";
import { loadShowcase } from "@/lib/demo/showcase";
import { wipeDemo } from "@/lib/demo/wipe";
import { cloneDatabase } from "@/tests/support/database";
import { singleValue } from "../../support/rows";
import { demoContent, tableChecksums } from "./checksums";

describe("demo wipe", () => {
  let url: string;
  let client: pg.Client;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    ({ url, drop } = await cloneDatabase("template_small"));
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });

  afterEach(async () => {
    await client.end();
    await drop();
  });

  /** A project of another origin, whose lead authority is `organisation` (SQL giving an id). */
  async function addImportedProject(organisation: string): Promise<void> {
    await client.query(
      `WITH added AS (
         INSERT INTO project (source_key, title, language, slug_fr, slug_en, origin, source_id)
         SELECT 'x', 'Projet importé', 'fr', 'x', 'x', 'imported', id FROM source WHERE code = 'legacy-atlas' RETURNING id)
       INSERT INTO project_organisation (project_id, organisation_id, role_code, position)
       SELECT id, (${organisation}), 'lead_authority', 0 FROM added`,
    );
  }

  it("removes the demo records and nothing else", async () => {
    await loadShowcase(url);
    await addImportedProject("SELECT id FROM organisation WHERE origin = 'reference' LIMIT 1");
    const before = await tableChecksums(client);
    const { created } = await loadDemo(url, { projects: 400 });
    expect(await tableChecksums(client)).not.toEqual(before);
    expect(await wipeDemo(url)).toEqual(created);
    expect(await tableChecksums(client)).toEqual(before);
    expect(await wipeDemo(url)).toEqual({});
  });

  it("takes along what other commands attached to demo records", async () => {
    await loadShowcase(url);
    const before = await tableChecksums(client);
    await loadDemo(url, { projects: 5 });
    await client.query(
      `INSERT INTO quality_finding (rule, severity, project_id) SELECT 'unknown_theme', 'info', id FROM project WHERE origin = 'demo' LIMIT 1;
       INSERT INTO organisation_alias (organisation_id, name, normalised) SELECT id, 'Autre nom', 'autre nom' FROM organisation WHERE origin = 'demo' LIMIT 1;
       INSERT INTO public_id_redirect (from_id, to_id) SELECT 'p1', public_id FROM project WHERE origin = 'demo' LIMIT 1`,
    );
    const findings = await singleValue<number>(
      client,
      "SELECT count(*)::int AS value FROM quality_finding WHERE project_id IN (SELECT id FROM project WHERE origin = 'demo')",
    );
    expect(await wipeDemo(url)).toMatchObject({
      quality_finding: findings,
      organisation_alias: 1,
      public_id_redirect: 1,
      project: 5,
    });
    expect(await tableChecksums(client)).toEqual(before);
  });

  it("never gives a public id again", async () => {
    await loadDemo(url, { projects: 5 });
    const content = await demoContent(client, 5);
    const ids = async () =>
      (await client.query<{ id: string }>("SELECT public_id AS id FROM project WHERE origin = 'demo'")).rows.map((row) => row.id);
    const first = await ids();
    await wipeDemo(url);
    await loadDemo(url, { projects: 5 });
    expect(await demoContent(client, 5)).toEqual(content);
    expect((await ids()).filter((id) => first.includes(id))).toEqual([]);
  });

  it("refuses, and removes nothing, when an imported record leans on a demo organisation", async () => {
    await loadDemo(url, { projects: 5 });
    await addImportedProject("SELECT id FROM organisation WHERE origin = 'demo' LIMIT 1");
    const before = await tableChecksums(client);
    await expect(wipeDemo(url)).rejects.toMatchObject({
      code: "invalid_input",
      context: { message: "demo.error.leanedOn", table: "project", count: 1 },
    });
    expect(await tableChecksums(client)).toEqual(before);
  });

  it("refuses when another record's contact stands on a demo organisation", async () => {
    await loadDemo(url, { projects: 5 });
    await client.query(
      `INSERT INTO contact (organisation_id, function_code, visibility, origin, source_id)
       SELECT (SELECT id FROM organisation WHERE origin = 'demo' LIMIT 1), 'partner_staff', 'restricted', 'imported', id FROM source WHERE code = 'legacy-atlas'`,
    );
    await expect(wipeDemo(url)).rejects.toMatchObject({ context: { message: "demo.error.leanedOn", table: "contact" } });
  });
});
