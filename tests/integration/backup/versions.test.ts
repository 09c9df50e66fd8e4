import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBackup } from "@/lib/backup/read";
import { restoreBackup } from "@/lib/backup/restore";
import { writeBackup } from "@/lib/backup/write";
import { migrate } from "@/prisma/migrate";
import { copyProject, launch } from "../../support/project-copy";
import { onDatabase, openStage, tables } from "./support";

// A later version of the portal: a copy of this one with one migration more.

const stage = openStage();
const later = copyProject();
const laterMigration = "29991231000000_weights";
const file = stage.file("backup.tar.gz");
let source: string;

beforeAll(async () => {
  const folder = path.join(later.folder, "prisma", "migrations", laterMigration);
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, "migration.sql"),
    `ALTER TABLE "public_id_redirect" ADD COLUMN "weight" integer NOT NULL DEFAULT 7;
     CREATE TABLE "later" ("id" serial PRIMARY KEY, "twice" integer GENERATED ALWAYS AS ("id" * 2) STORED, "of" integer REFERENCES "later");`,
  );
  source = await stage.migrated();
  await onDatabase(source, (client) => client.query("INSERT INTO public_id_redirect VALUES ('p1', 'p2')"));
  await writeBackup(source, file);
});
afterAll(async () => {
  later.remove();
  await stage.close();
});

async function laterAtlas(url: string, ...args: string[]) {
  const running = launch(later.folder, ["atlas", ...args], { DATABASE_URL: url, ATLAS_DATA_DIR: stage.file("data"), LANG: "C" });
  const code = await running.ended;
  return { code, said: running.said(), result: running.result() };
}

it("a backup of an older version is restored at its own schema, then migrated", async () => {
  const url = await stage.empty();
  const { code, result } = await laterAtlas(url, "restore", file, "--yes");
  expect(result).toContain("1 later migration was applied.");
  expect(code).toBe(0);
  const { rows } = await onDatabase(url, (client) => client.query("SELECT * FROM public_id_redirect"));
  expect(rows).toEqual([{ from_id: "p1", to_id: "p2", weight: 7 }]);
});

it("a backup of a later version is refused by this one and taken by that one, with tables that nobody named", async () => {
  const url = await stage.migrated();
  await laterAtlas(url, "migrate");
  // Rows that refer to each other in a circle, and to themselves.
  await onDatabase(url, (client) =>
    client.query(`INSERT INTO later ("of") VALUES (1), (2), (2), (3); UPDATE later SET "of" = 4 WHERE id = 1`),
  );
  const newer = stage.file("newer.tar.gz");
  expect((await laterAtlas(url, "backup", newer)).code).toBe(0);
  const target = await stage.migrated();
  const before = await tables(target);
  await expect(openBackup(newer).then((backup) => restoreBackup(target, backup))).rejects.toMatchObject({
    context: { message: "backup.error.unknownMigration", name: laterMigration },
  });
  expect(await tables(target)).toEqual(before);
  // The same database, migrated less far than the backup, is taken there by the later version.
  expect((await laterAtlas(target, "restore", newer, "--yes")).code).toBe(0);
  expect(await tables(target)).toEqual(await tables(url));
});

it("a database that is migrated further than the backup is refused", async () => {
  const url = await stage.empty();
  await migrate(url);
  await laterAtlas(url, "migrate");
  const { code, said } = await laterAtlas(url, "restore", file, "--yes");
  expect(code).toBe(2);
  expect(said).toContain(`later schema than the backup (migration ${laterMigration})`);
});
