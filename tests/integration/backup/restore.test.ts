import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackup } from "@/lib/backup/read";
import { restoreBackup } from "@/lib/backup/restore";
import { type BackupReport, writeBackup } from "@/lib/backup/write";
import { closeDb, connect, type Database } from "@/lib/core/db";
import { latestNews } from "@/lib/news/queries/list";
import { latestProjects } from "@/lib/projects/queries/list";
import { getProject } from "@/lib/projects/queries/project";
import { similarProjects } from "@/lib/similar/queries/projects";
import { getAtlasFigures, listSources, projectsBy } from "@/lib/statistics/queries";
import { appliedMigrations } from "@/prisma/migrate";
import { migrationChecksum, migrationNames } from "@/prisma/schema-engine";
import { canaryTokens } from "../../support/canary-record";
import { onDatabase, openStage, rules, sequences, tables } from "./support";

const stage = openStage();
let source: string;
let restored: string;
let report: BackupReport;
const file = stage.file("whole.tar.gz");

beforeAll(async () => {
  source = await stage.filled(100, { whole: true });
  report = await writeBackup(source, file);
  restored = await stage.empty();
  expect(await restoreBackup(restored, await openBackup(file))).toEqual([]);
});
afterAll(() => stage.close());

/** Everything that the pages show, asked of one database by the functions that the pages ask. */
async function answers(url: string): Promise<Record<string, unknown>> {
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url);
  try {
    const ids = await onDatabase(url, (client) =>
      client.query<{ id: string }>("SELECT public_id AS id FROM project ORDER BY public_id"),
    );
    const found: Record<string, unknown> = { figures: await getAtlasFigures() };
    for (const locale of ["fr", "en"] as const) {
      found[`latest ${locale}`] = [await latestProjects(50, locale), await latestNews(50, locale)];
      found[`counts ${locale}`] = [await projectsBy(["country", "theme"], locale), await listSources(locale)];
      for (const { id } of ids.rows) found[`${id} ${locale}`] = await getProject(id, locale);
      for (const { id } of ids.rows.slice(0, 20)) found[`beside ${id} ${locale}`] = await similarProjects(id, locale);
    }
    return found;
  } finally {
    await closeDb();
  }
}

describe("a restored database", () => {
  it("has every row of every table", async () => {
    const before = await tables(source);
    expect(await tables(restored)).toEqual(before);
    expect(report.manifest.tables.map(({ name, rows }) => [name, rows])).toEqual(before.map(({ name, rows }) => [name, rows]));
    const filled = new Set(before.filter(({ rows }) => rows > 0).map(({ name }) => name));
    // Those that a mistake would hurt most: people, history, trees, and rows that refer to each other.
    for (const name of ["contact", "volunteer", "revision", "territory", "theme", "project", "funding_line", "import_run"])
      expect(filled).toContain(name);
    // Who may sign in, and what they did.
    for (const name of ["account", "account_country", "audit_entry"]) expect(filled).toContain(name);
  });

  it("is another state of the data than the empty database was", async () => {
    const counted = (client: pg.Client) =>
      client.query<{ writes: number }>("SELECT sum(writes)::int AS writes FROM data_version");
    expect((await onDatabase(restored, counted)).rows[0]?.writes).toBeGreaterThan(0);
  });

  it("has the state of every sequence, so that no public id is given twice", async () => {
    const before = await sequences(source);
    expect(before.length).toBeGreaterThan(4);
    expect(await sequences(restored)).toEqual(before);
    const next = await onDatabase(restored, (client) => client.query<{ id: string }>("SELECT next_public_id('p') AS id"));
    const taken = await onDatabase(source, (client) =>
      client.query("SELECT FROM project WHERE public_id = $1", [next.rows[0]?.id]),
    );
    expect(taken.rowCount).toBe(0);
  });

  it("keeps to the same rules: keys, checks, triggers, indexes", async () => {
    expect(await rules(restored)).toEqual(await rules(source));
    await onDatabase(restored, async (client) => {
      for (const table of ["revision", "audit_entry"])
        await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow("append-only");
      await expect(client.query("UPDATE territory SET parent_id = id WHERE parent_id IS NOT NULL")).rejects.toThrow("cycle");
      await expect(client.query("DELETE FROM source")).rejects.toMatchObject({ code: "23001" });
    });
  });

  it("has the migrations of the first, whose checksums this version computes as they are recorded", async () => {
    const recorded = await onDatabase(restored, appliedMigrations);
    expect(recorded).toEqual(await onDatabase(source, appliedMigrations));
    expect(recorded).toEqual(migrationNames().map((name) => ({ name, checksum: migrationChecksum(name) })));
  });

  it("gives the same answers to what every page asks", async () => {
    const before = await answers(source);
    expect(Object.keys(before).length).toBeGreaterThan(200);
    expect(await answers(restored)).toEqual(before);
  });

  it("has statistics for the planner", async () => {
    const { rows } = await onDatabase(restored, (client) =>
      client.query("SELECT relname FROM pg_class WHERE relname = 'territory' AND reltuples > 30000"),
    );
    expect(rows).toHaveLength(1);
  });
});

describe("the file", () => {
  it("is read by its owner alone, and nothing is left beside it", () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBe(report.bytes);
    expect(readdirSync(stage.folder).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("opens with tar and is checked by sha256sum", () => {
    const target = path.join(stage.folder, "unpacked");
    execFileSync("mkdir", [target]);
    execFileSync("tar", ["-xzf", file, "-C", target]);
    const inside = path.join(target, "atlas-backup");
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: inside });
    expect(JSON.parse(readFileSync(path.join(inside, "manifest.json"), "utf8"))).toEqual(report.manifest);
    const rows = readFileSync(path.join(inside, "tables", "country.000001.tsv"), "utf8")
      .trimEnd()
      .split("\n");
    expect(rows).toHaveLength(report.manifest.tables.find(({ name }) => name === "country")?.rows ?? -1);
    // Nothing in it lets anybody in: neither a session nor a link, whole or as a hash.
    const names = readdirSync(path.join(inside, "tables"));
    expect(names.filter((name) => /^account_(session|link|mail)/.test(name))).toEqual([]);
    const all = names.map((name) => readFileSync(path.join(inside, "tables", name), "utf8")).join("");
    const hashes = Object.values(canaryTokens).map((token) => createHash("sha256").update(token).digest("hex"));
    for (const secret of [...Object.values(canaryTokens), ...hashes, "canari.lien@example.org"])
      expect(all).not.toContain(secret);
    expect(all).toContain("canari.compte@example.org");
  });

  // What follows does not depend on the number of rows.
  it("restores into a migrated database without rows, too, and a backup of that database says the same", async () => {
    const first = await writeBackup(await stage.filled(20), stage.file("first.tar.gz"));
    const again = await stage.migrated();
    await restoreBackup(again, await openBackup(stage.file("first.tar.gz")));
    const second = await writeBackup(again, stage.file("second.tar.gz"));
    expect({ ...second.manifest, madeAt: "" }).toEqual({ ...first.manifest, madeAt: "" });
  });

  it("is not replaced without being told to", async () => {
    const [one, other] = [await stage.migrated(), await stage.migrated()];
    await onDatabase(other, (client) => client.query("INSERT INTO public_id_redirect VALUES ('p1', 'p2')"));
    const target = stage.file("replaced.tar.gz");
    await writeBackup(one, target);
    const before = readFileSync(target);
    await expect(writeBackup(other, target)).rejects.toMatchObject({ context: { message: "backup.error.exists" } });
    expect(readFileSync(target).equals(before)).toBe(true);
    const { manifest } = await writeBackup(other, target, { force: true });
    expect(readFileSync(target).equals(before)).toBe(false);
    expect((await openBackup(target)).manifest.tables).toEqual(manifest.tables);
  });
});
