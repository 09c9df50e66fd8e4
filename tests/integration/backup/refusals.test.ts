import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackup } from "@/lib/backup/read";
import { restoreBackup } from "@/lib/backup/restore";
import { tarEnd, tarEntry } from "@/lib/backup/tar";
import { writeBackup } from "@/lib/backup/write";
import { seededRandom } from "../../support/random";
import { onDatabase, openStage, rules, sequences, tables } from "./support";

const stage = openStage();
let source: string;
let whole: Buffer;
const file = stage.file("backup.tar.gz");
const damagedFile = stage.file("damaged.tar.gz");

beforeAll(async () => {
  source = await stage.migrated();
  // Few rows: thousands of damaged copies are read below.
  await onDatabase(source, (client) =>
    client.query(`INSERT INTO public_id_redirect SELECT 'p' || i, 'p' || i + 1 FROM generate_series(1, 300) i;
      INSERT INTO revision (entity, public_id, actor, changes)
        SELECT 'project', 'p1', 'tester', jsonb_build_object('line', E'tab\\there\\nand \\\\ there', 'none', NULL) FROM generate_series(1, 20)`),
  );
  await writeBackup(source, file);
  whole = readFileSync(file);
});
afterAll(() => stage.close());

/** Why a file with this content is refused; undefined when it is read. */
async function reasonOf(content: Buffer): Promise<string | undefined> {
  writeFileSync(damagedFile, content);
  return openBackup(damagedFile).then(
    () => undefined,
    (error: { code?: string; context?: { message?: string } }) => {
      if (error.code !== "invalid_input") throw error;
      return error.context?.message;
    },
  );
}

const flipped = (bytes: Buffer, at: number, bit: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
};

const damage = ["backup.error.damaged", "backup.error.notABackup"];

describe("a damaged file", () => {
  it("is whole to begin with", async () => {
    expect(await reasonOf(whole)).toBeUndefined();
  });

  it("is refused whichever bit of the compressed data changed, unless it still says the very same", async () => {
    const random = seededRandom(1);
    const archive = gunzipSync(whole);
    // Nothing depends on the first ten bytes (a time, a system's name).
    const [start, end] = [10, whole.length - 8];
    const places = [start, ...Array.from({ length: 8 }, (_, byte) => end + byte)];
    for (let i = 0; i < 400; i++) places.push(start + random(whole.length - start));
    let refused = 0;
    for (const at of places) {
      const content = flipped(whole, at, random(8));
      const reason = await reasonOf(content);
      if (reason === undefined) expect(gunzipSync(content).equals(archive), `byte ${at}`).toBe(true);
      else {
        refused += 1;
        expect(damage, `byte ${at}`).toContain(reason);
      }
    }
    // The rest are spare bits, and repetitions that are found in two places.
    expect(refused).toBeGreaterThan(0.95 * places.length);
  });

  it("is refused whichever byte inside the archive changed, although the compression is sound", async () => {
    const archive = gunzipSync(whole);
    const random = seededRandom(2);
    // Headers, ends of files and what fills their blocks are at the borders of blocks.
    const borders = Array.from({ length: archive.length / 512 }, (_, block) => block * 512);
    const places = [...borders.slice(0, 8), ...borders.slice(-12), 0, 100, 124, 136, 148, 156, 257, archive.length - 1];
    for (let i = 0; i < 400; i++) places.push(random(archive.length));
    for (const at of places)
      expect(damage, `byte ${at}`).toContain(await reasonOf(gzipSync(flipped(archive, at, random(8)), { level: 1 })));
  });

  it("is refused wherever it is cut short", async () => {
    const random = seededRandom(3);
    const lengths = [1, 2, 9, 10, 11, whole.length - 1, whole.length - 4, whole.length - 8, whole.length - 9];
    for (let i = 0; i < 200; i++) lengths.push(random(whole.length));
    for (const length of lengths) expect(damage, `${length} bytes`).toContain(await reasonOf(whole.subarray(0, length)));
    const archive = gunzipSync(whole);
    for (let length = 0; length < archive.length; length += 512)
      expect(damage).toContain(await reasonOf(gzipSync(archive.subarray(0, length), { level: 1 })));
  });

  it("is refused with anything after its end", async () => {
    for (const more of [Buffer.from("x"), Buffer.alloc(1), Buffer.alloc(512), whole, gzipSync("x")])
      expect(await reasonOf(Buffer.concat([whole, more]))).toBe("backup.error.damaged");
    expect(await reasonOf(gzipSync(Buffer.concat([gunzipSync(whole), Buffer.alloc(512)])))).toBe("backup.error.damaged");
  });

  it("is refused when it says itself longer than memory", async () => {
    const [header] = tarEntry({ name: "atlas-backup/manifest.json", bytes: Buffer.alloc(0) }, new Date(0));
    if (!header) throw new Error("no header");
    header.write("77777777777", 124, "latin1");
    expect(await reasonOf(gzipSync(Buffer.concat([header, Buffer.alloc(4096)])))).toBe("backup.error.notABackup");
  });
});

describe("a file of another kind", () => {
  const archiveOf = (manifest: unknown) =>
    gzipSync(
      Buffer.concat([
        ...tarEntry({ name: "atlas-backup/manifest.json", bytes: Buffer.from(JSON.stringify(manifest)) }, new Date(0)),
        tarEnd,
      ]),
    );

  it.each([
    ["an empty file", Buffer.alloc(0)],
    ["a text", Buffer.from("Ceci n’est pas une sauvegarde.\n")],
    ["compressed text", gzipSync("Ceci n’est pas une sauvegarde.\n")],
    [
      "an archive of something else",
      gzipSync(Buffer.concat([...tarEntry({ name: "x", bytes: Buffer.from("x") }, new Date(0)), tarEnd])),
    ],
    ["an archive without a file", gzipSync(tarEnd)],
    ["a manifest of something else", archiveOf({ format: "other", version: 1 })],
  ])("%s is no backup", async (_, content) => {
    expect(await reasonOf(content)).toBe("backup.error.notABackup");
  });

  it("a later format is named as such, whatever else the file holds", async () => {
    expect(await reasonOf(archiveOf({ format: "atlas-backup", version: 2, shards: [] }))).toBe("backup.error.newerFormat");
  });

  it("what cannot be read at all is said so", async () => {
    mkdirSync(stage.file("folder"));
    for (const name of ["absent", "folder"])
      await expect(openBackup(stage.file(name))).rejects.toMatchObject({ context: { message: "backup.error.notReadable" } });
    await expect(writeBackup(source, stage.file("absent/backup.tar.gz"))).rejects.toMatchObject({
      context: { message: "backup.error.notWritable", code: "ENOENT" },
    });
    await expect(writeBackup(source, stage.file("folder"), { force: true })).rejects.toMatchObject({
      context: { message: "backup.error.notWritable" },
    });
  });

  it("a database without the Atlas has nothing to back up", async () => {
    const url = await stage.empty();
    await expect(writeBackup(url, stage.file("nothing"))).rejects.toMatchObject({
      context: { message: "backup.error.noSchema" },
    });
    await expect(openBackup(stage.file("nothing"))).rejects.toMatchObject({ context: { code: "ENOENT" } });
  });
});

describe("a database that is not fit", () => {
  const refused = async (
    url: string,
    message: string,
    change: Partial<Awaited<ReturnType<typeof openBackup>>["manifest"]> = {},
  ) => {
    const backup = await openBackup(file);
    const before = [await tables(url), await rules(url), await sequences(url)];
    await expect(restoreBackup(url, { ...backup, manifest: { ...backup.manifest, ...change } })).rejects.toMatchObject({
      code: "invalid_input",
      context: { message: `backup.error.${message}` },
    });
    expect([await tables(url), await rules(url), await sequences(url)]).toEqual(before);
  };

  it("one with a single row is left alone", async () => {
    const url = await stage.migrated();
    await onDatabase(url, (client) => client.query("INSERT INTO public_id_redirect VALUES ('p1', 'p2')"));
    await refused(url, "notEmpty");
  });

  it("one of another program is left alone, even without rows", async () => {
    const url = await stage.empty();
    await onDatabase(url, (client) => client.query("CREATE TABLE invoice (id integer)"));
    await refused(url, "notEmpty");
  });

  it("a schema that this version does not know, or knows otherwise, is refused", async () => {
    const url = await stage.empty();
    const { migrations } = (await openBackup(file)).manifest;
    await refused(url, "unknownMigration", { migrations: [...migrations, { name: "29991231000000_later", checksum: "0" }] });
    await refused(url, "changedMigration", { migrations: migrations.map((one) => ({ ...one, checksum: "0" })) });
  });

  it("a database with a later schema than the backup is refused, with what to do", async () => {
    const url = await stage.migrated();
    await onDatabase(url, (client) =>
      client.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
        VALUES ('x', '0', '29991231000000_later', now(), 1)`),
    );
    await refused(url, "schemaAhead");
  });

  it("a table or a column more or less is refused", async () => {
    const url = await stage.migrated();
    await onDatabase(url, (client) => client.query("ALTER TABLE news_theme ADD COLUMN weight integer"));
    await refused(url, "schemaDiffers");
  });

  it("rows that differ from the account undo everything", async () => {
    const { manifest } = await openBackup(file);
    const changed = (change: { rows?: number; checksum?: string }) =>
      manifest.tables.map((table) => (table.name === "revision" ? { ...table, ...change } : table));
    await refused(await stage.migrated(), "differs", { tables: changed({ checksum: "1" }) });
    await refused(await stage.migrated(), "differs", { tables: changed({ rows: 21 }) });
  });

  it("a file that changed since it was checked undoes everything", async () => {
    const url = await stage.migrated();
    writeFileSync(damagedFile, whole);
    const backup = await openBackup(damagedFile);
    const archive = gunzipSync(whole);
    writeFileSync(damagedFile, gzipSync(flipped(archive, archive.indexOf("tester"), 0)));
    const before = [await tables(url), await rules(url), await sequences(url)];
    await expect(restoreBackup(url, backup)).rejects.toMatchObject({ context: { message: "backup.error.damaged" } });
    appendFileSync(damagedFile, "x");
    expect([await tables(url), await rules(url), await sequences(url)]).toEqual(before);
    await restoreBackup(url, await openBackup(file));
    expect(await tables(url)).toEqual(await tables(source));
  });
});
