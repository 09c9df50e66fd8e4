import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackup } from "@/lib/backup/read";
import { restoreBackup } from "@/lib/backup/restore";
import { type BackupReport, writeBackup } from "@/lib/backup/write";
import { root } from "@/lib/launcher/lock.mjs";
import { launch } from "../../support/project-copy";
import { onDatabase, openStage, rules, sequences, tables } from "./support";

const stage = openStage();
let source: string;
let content: Awaited<ReturnType<typeof tables>>;
let report: BackupReport;
const file = stage.file("backup.tar.gz");

beforeAll(async () => {
  source = await stage.filled(20);
  content = await tables(source);
  report = await writeBackup(source, file);
});
afterAll(() => stage.close());

const atlas = (url: string, args: string[], environment: Record<string, string> = {}) =>
  launch(root, ["atlas", ...args], { DATABASE_URL: url, ATLAS_DATA_DIR: stage.file("data"), LANG: "C", ...environment });

/** Until the server has noticed that its client is gone. */
async function untilAlone(url: string): Promise<void> {
  await onDatabase(url, async (client) => {
    for (;;) {
      const others = await client.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
      );
      if (!others.rowCount) return;
      await wait(20);
    }
  });
}

describe("kill -9", () => {
  it("of a restore leaves a database without rows, whenever it comes, and the next restore goes into it", async () => {
    // Long enough for a kill in the middle: a table that is loaded and compared late.
    const slow = stage.file("slow.tar.gz");
    const many = await stage.migrated();
    await onDatabase(many, (client) =>
      client.query(`INSERT INTO revision (entity, public_id, actor, changes)
        SELECT 'project', 'p' || i, 'tester', to_jsonb(md5(i::text) || md5((-i)::text)) FROM generate_series(1, 300000) i`),
    );
    await writeBackup(many, slow);
    const url = await stage.migrated();
    const before = [await tables(url), await rules(url), await sequences(url)];
    for (const moment of [/Loading the rows [2-9]/, /Comparing .* [4-9]\d/]) {
      const restore = atlas(url, ["restore", slow, "--yes"]);
      while (!moment.test(restore.said())) {
        if (restore.child.exitCode !== null) throw new Error(`it ended instead:\n${restore.said()}`);
        await wait(5);
      }
      restore.child.kill("SIGKILL");
      await restore.ended;
      await untilAlone(url);
      expect([await tables(url), await rules(url), await sequences(url)]).toEqual(before);
    }
    await restoreBackup(url, await openBackup(file));
    expect(await tables(url)).toEqual(content);
  });

  it("of a backup leaves nothing under the name of the backup; Ctrl-C leaves nothing at all", async () => {
    for (const signal of ["SIGKILL", "SIGINT"] as const) {
      const name = `${signal}.tar.gz`;
      const backup = atlas(source, ["backup", stage.file(name)]);
      while (!backup.said().includes("Writing the rows")) {
        if (backup.child.exitCode !== null) throw new Error(`it ended instead:\n${backup.said()}`);
        await wait(5);
      }
      backup.child.kill(signal);
      await backup.ended;
      const left = readdirSync(stage.folder).filter((one) => one.includes(name));
      expect(left).not.toContain(name);
      if (signal === "SIGINT") expect(left).toEqual([]);
      for (const one of left) expect(statSync(stage.file(one)).mode & 0o777).toBe(0o600);
    }
  });
});

describe("other company", () => {
  it("a role without any privilege but its own database backs up and restores", async () => {
    const url = new URL(await stage.empty());
    const database = pg.escapeIdentifier(url.pathname.slice(1));
    await onDatabase(url.href, (client) =>
      client.query(`DROP ROLE IF EXISTS backup_plain; CREATE ROLE backup_plain LOGIN PASSWORD 'plain' NOSUPERUSER;
        ALTER DATABASE ${database} OWNER TO backup_plain`),
    );
    [url.username, url.password] = ["backup_plain", "plain"];
    const who = await onDatabase(url.href, (client) =>
      client.query("SELECT usename, usesuper FROM pg_user WHERE usename = current_user"),
    );
    expect(who.rows).toEqual([{ usename: "backup_plain", usesuper: false }]);
    await restoreBackup(url.href, await openBackup(file));
    const { manifest } = await writeBackup(url.href, stage.file("plain.tar.gz"));
    expect({ ...manifest, madeAt: "" }).toEqual({ ...report.manifest, madeAt: "" });
    expect(await rules(url.href)).toEqual(await rules(source));
  });

  it("of two restores at once, one is done and the other refused", async () => {
    const url = await stage.empty();
    const backup = await openBackup(file);
    const ends = await Promise.allSettled([restoreBackup(url, backup), restoreBackup(url, backup)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ends.find((end) => end.status === "rejected")).toMatchObject({
      reason: { context: { message: "backup.error.notEmpty" } },
    });
    expect(await tables(url)).toEqual(content);
  });

  it("a backup is of one moment, whatever is written meanwhile", async () => {
    const url = await stage.migrated();
    await onDatabase(url, (client) =>
      client.query(`INSERT INTO source (code, name_fr, name_en, publisher) VALUES ('test', 'test', 'test', 'test');
        INSERT INTO revision (entity, public_id, actor, changes) SELECT 'project', 'p' || i, 'tester', '[]' FROM generate_series(1, 50000) i`),
    );
    let [running, pairs] = [true, 0];
    const writer = onDatabase(url, async (client) => {
      // Each transaction writes to a table that is read early and to one that is read late, and takes a public id.
      for (; running; pairs++)
        await client.query(
          `BEGIN; INSERT INTO cooperation_form SELECT 'pair ${pairs}', 'x', 'x', 1, id FROM source;
           INSERT INTO revision (entity, public_id, actor, changes) VALUES (next_public_id('p'), 'pair ${pairs}', 'tester', '[]'); COMMIT`,
        );
    });
    try {
      while (pairs < 10) await wait(5);
      await writeBackup(url, stage.file("busy.tar.gz"));
    } finally {
      running = false;
      await writer;
    }
    const other = await stage.empty();
    await restoreBackup(other, await openBackup(stage.file("busy.tar.gz")));
    const { rows } = await onDatabase(other, (client) =>
      client.query<{ early: number; late: number; unpaired: number; taken: number }>(
        `SELECT count(f.code)::int AS early, count(r.id)::int AS late, (count(*) - count(f.code || r.public_id))::int AS unpaired,
           (SELECT count(*)::int FROM revision WHERE entity = (SELECT next_public_id('p'))) AS taken
         FROM cooperation_form f FULL JOIN (SELECT * FROM revision WHERE public_id LIKE 'pair %') r ON r.public_id = f.code`,
      ),
    );
    expect(rows[0]).toMatchObject({ unpaired: 0, taken: 0, late: rows[0]?.early });
    expect(rows[0]?.early).toBeGreaterThan(9);
    // Otherwise nothing was written meanwhile, and this proves nothing.
    expect(rows[0]?.early).toBeLessThan(pairs);
  });
});

describe("size", () => {
  /** Most memory that a process of its own takes for a backup and a restore, megabytes. */
  async function memory(from: string, to: string, name: string): Promise<number> {
    const program = `
      const { writeBackup } = await import("./lib/backup/write.ts");
      const { openBackup } = await import("./lib/backup/read.ts");
      const { restoreBackup } = await import("./lib/backup/restore.ts");
      const [from, to, file] = process.argv.slice(1);
      await writeBackup(from, file);
      await restoreBackup(to, await openBackup(file));
      process.stdout.write(String(process.resourceUsage().maxRSS / 1024), () => process.exit());`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, from, to, stage.file(name)], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    await new Promise((resolve) => child.once("close", resolve));
    return Number(output);
  }

  it("memory does not grow with the database", async () => {
    const [small, large] = [await stage.migrated(), await stage.migrated()];
    const megabytes = 256;
    // Rows of 8 kB, and one of 20 MB: longer than a part of a backup.
    await onDatabase(large, (client) =>
      client.query(
        `INSERT INTO revision (entity, public_id, actor, changes)
           SELECT 'project', 'p' || i, 'tester', to_jsonb(repeat(md5(i::text), 256)) FROM generate_series(1, ${megabytes * 128}) i;
         INSERT INTO revision (entity, public_id, actor, changes) SELECT 'project', 'p0', 'tester', to_jsonb(repeat('0123456789', 2000000))`,
      ),
    );
    const least = await memory(small, await stage.empty(), "small.tar.gz");
    const copy = await stage.empty();
    const most = await memory(large, copy, "large.tar.gz");
    expect(least).toBeGreaterThan(20);
    expect(most - least).toBeLessThan(megabytes / 2);
    const state = (url: string) =>
      onDatabase(url, (client) =>
        client.query(
          "SELECT count(*), sum(length(changes::text)), md5(string_agg(md5(changes::text), '' ORDER BY id)) FROM revision",
        ),
      );
    expect((await state(copy)).rows).toEqual((await state(large)).rows);
  });
});

describe("the commands", () => {
  it("back up, say what the file holds, ask for --yes, and restore", async () => {
    const saved = stage.file("saved.tar.gz");
    const backup = atlas(source, ["backup", saved]);
    expect(await backup.ended).toBe(0);
    expect(backup.result()).toContain(`Backup written: ${saved} (`);
    expect(backup.said()).toContain("personal data");
    const refused = atlas(source, ["backup", saved], { LANG: "fr_FR.UTF-8" });
    expect(await refused.ended).toBe(2);
    expect(refused.said()).toContain("existe déjà");
    const url = await stage.empty();
    const unconfirmed = atlas(url, ["restore", saved]);
    expect(await unconfirmed.ended).toBe(2);
    expect(unconfirmed.said()).toContain("add --yes");
    expect(unconfirmed.said()).not.toContain(new URL(url).password);
    expect(await tables(url)).toEqual([]);
    const restored = atlas(url, ["restore", saved, "--yes", "--json"]);
    expect(await restored.ended).toBe(0);
    expect(JSON.parse(restored.result())).toMatchObject({ file: saved, migrated: [] });
    expect(await tables(url)).toEqual(content);
    const twice = atlas(url, ["restore", saved, "--yes"]);
    expect(await twice.ended).toBe(2);
    expect(twice.said()).toContain("not empty");
  });

  it("refuse a damaged file before they look for a database", async () => {
    const damaged = stage.file("damaged.tar.gz");
    writeFileSync(damaged, readFileSync(file).subarray(0, -100));
    const digest = () => createHash("sha256").update(readFileSync(damaged)).digest("hex");
    const before = digest();
    const restore = atlas("postgresql://atlas:s3cret@127.0.0.1:9/atlas", ["restore", damaged, "--yes"], { LANG: "fr_FR.UTF-8" });
    expect(await restore.ended).toBe(2);
    expect(restore.said()).toContain("abîmé ou incomplet");
    expect(restore.said()).not.toContain("s3cret");
    expect(restore.result()).toBe("");
    expect(digest()).toBe(before);
  });
});
