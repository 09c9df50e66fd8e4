import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "@/lib/i18n/catalogue";
import { loadReference, type ReferenceReport } from "@/lib/reference/load";
import { cloneDatabase } from "../../support/database";

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase("template_reference");
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await client.query(sql, values)).rows as T[];
}
async function count(sql: string, values: unknown[] = []): Promise<number> {
  const [row] = await rows<{ n: number }>(`SELECT count(*)::int AS n ${sql}`, values);
  return row?.n ?? -1;
}
const changes = (report: ReferenceReport) =>
  report.filter(({ inserted, updated, skipped }) => inserted + updated + (skipped ?? 0) > 0);

const tables = [
  "source",
  "theme",
  "country",
  "country_alias",
  "territory",
  "organisation",
  "organisation_code",
  "organisation_alias",
  "place",
];

async function fingerprint(): Promise<Record<string, unknown>[]> {
  const versions = tables.map(
    (table) => `SELECT '${table}' AS name, md5(string_agg(ctid::text || xmin::text, ',' ORDER BY ctid)) AS version FROM ${table}`,
  );
  const sequences = ["organisation_id_seq", "territory_id_seq", "public_id_o_seq"].map(
    (sequence) => `SELECT '${sequence}', last_value::text FROM ${sequence}`,
  );
  // Parallel workers may answer in any order.
  return rows(`${[...versions, ...sequences].join(" UNION ALL ")} ORDER BY name`);
}

describe("loading again", () => {
  it("writes no row, takes no id, and tells its steps in messages that exist", async () => {
    const before = await fingerprint();
    const steps = new Set<string>();
    const report = await loadReference(database.url, (step, done, total) => {
      steps.add(step);
      if (total > 0) expect(done).toBeLessThanOrEqual(total);
    });
    expect(changes(report)).toEqual([]);
    expect(await fingerprint()).toEqual(before);
    const known = Object.keys(catalogue("fr").reference.progress).map((key) => `reference.progress.${key}`);
    expect([...steps].sort()).toEqual(known.sort());
  });

  it("corrects its own columns and leaves alone what others wrote", async () => {
    const [before] = await rows<{ id: number; public_id: string }>(
      `UPDATE organisation o SET name = 'Chartres', origin = 'imported', website = 'https://www.chartres-metropole.fr', acronym = 'X'
       FROM organisation_code c WHERE c.organisation_id = o.id AND c.code = '200033181' RETURNING o.id, o.public_id`,
    );
    await client.query("INSERT INTO organisation_alias VALUES ($1, 'Agglo de Chartres', 'agglo de chartres')", [before?.id]);
    await client.query("UPDATE theme_nomenclature SET valid_to = '2030-12-31'");
    await client.query("DELETE FROM country_alias WHERE alias = 'burma'");
    const report = await loadReference(database.url);
    expect(changes(report).map(({ table, inserted, updated }) => ({ table, inserted, updated }))).toEqual([
      { table: "country_alias", inserted: 1, updated: 0 },
      { table: "organisation", inserted: 0, updated: 1 },
    ]);
    const [after] = await rows(
      "SELECT public_id, name, acronym, origin::text AS origin, website FROM organisation WHERE id = $1",
      [before?.id],
    );
    expect(after).toEqual({
      public_id: before?.public_id,
      name: "Communauté d’agglomération Chartres Métropole",
      acronym: null,
      origin: "imported",
      website: "https://www.chartres-metropole.fr",
    });
    expect(await count("FROM organisation_alias WHERE normalised = 'agglo de chartres'")).toBe(1);
    expect(await count("FROM theme_nomenclature WHERE valid_to = '2030-12-31'")).toBe(1);
  });

  it("serialises two loads at the same time", async () => {
    await client.query("DELETE FROM organisation WHERE territory_id = (SELECT id FROM territory WHERE code = '97502')");
    await client.query("DELETE FROM territory WHERE code = '97502'");
    const reports = await Promise.all([loadReference(database.url), loadReference(database.url)]);
    const inserted = reports.map((report) => report.reduce((sum, table) => sum + table.inserted, 0));
    expect(inserted.sort()).toEqual([0, 3]);
    expect(await count("FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = '97502'")).toBe(1);
  });
});

describe("a load that fails", () => {
  it("leaves nothing behind", async () => {
    const empty = await cloneDatabase("template_migrated");
    const admin = new pg.Client({ connectionString: empty.url });
    await admin.connect();
    try {
      await admin.query("ALTER TABLE organisation_kind ADD CONSTRAINT refuses CHECK (code <> 'other')");
      await expect(loadReference(empty.url)).rejects.toThrow(/refuses/);
      const { rows: left } = await admin.query(
        "SELECT (SELECT count(*)::int FROM source) + (SELECT count(*)::int FROM project_role) AS n",
      );
      expect(left).toEqual([{ n: 0 }]);
    } finally {
      await admin.end();
      await empty.drop();
    }
  });
});
