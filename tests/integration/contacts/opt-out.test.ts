import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { writeBackup } from "@/lib/backup/write";
import { wholeDirectory } from "@/lib/contacts/directory-query";
import { optOut } from "@/lib/contacts/opt-out";
import { listContacts } from "@/lib/contacts/queries/directory";
import { root } from "@/lib/launcher/lock.mjs";
import { launch } from "../../support/project-copy";
import { type Hall, openHall } from "./support";

let hall: Hall;
let dakar: string;
let rome: string;
const folder = mkdtempSync(path.join(tmpdir(), "atlas-optout-"));

beforeAll(async () => {
  hall = await openHall();
  dakar = await hall.post({ name: "Dakar", city: "Dakar", country: "SN", covers: ["SN"] });
  rome = await hall.post({ name: "Rome", city: "Rome", country: "IT", covers: ["IT"] });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await hall?.close();
});

const awa = { last_name: "Exemplaire", first_name: "Awa", email: "awa@post.example", phone: "+221 77 000 00 00" };
const shown = { function_code: "cooperation_counsellor", visibility: "public", legal_basis: "consent" };
const add = (post: string, person: Record<string, unknown>) => hall.person(post, { ...shown, ...person });
const people = async () => {
  const { rows } = await hall.sql.query("SELECT id, last_name, email, opted_out FROM contact ORDER BY id");
  return rows as { id: number; last_name: string | null; email: string | null; opted_out: boolean }[];
};
const names = async () =>
  (await listContacts(wholeDirectory, "fr")).entries.flatMap((entry) => entry.people.map((person) => person.name));

beforeEach(async () => {
  await hall.sql.query("TRUNCATE contact CASCADE");
  await hall.sql.query("TRUNCATE objection");
  await add(dakar, awa);
  await add(dakar, { ...awa, email: null, last_name: "EXEMPLAIRE" });
  await add(rome, { ...awa, email: "AWA@post.example", phone: null });
  await add(dakar, { ...awa, last_name: "Autre", first_name: "Bob" });
  await add(rome, { ...awa, email: "other.awa@post.example" });
});

it("one row stands for the person: all rows of the name there, and of name and address anywhere, lose all but the function", async () => {
  expect(await names()).toHaveLength(5);
  expect(await optOut(hall.database, `C${(await people())[0]?.id}`)).toBe(3);
  expect((await people()).map(({ last_name, email, opted_out }) => [last_name, email, opted_out])).toEqual([
    [null, null, true],
    [null, null, true],
    [null, null, true],
    // Who shares the address, and who shares the name elsewhere, is somebody else.
    ["Autre", "awa@post.example", false],
    ["Exemplaire", "other.awa@post.example", false],
  ]);
  expect((await names()).sort()).toEqual(["Awa Exemplaire", "Bob Autre"]);
  expect(
    await hall.database.contact.count({
      where: { OR: [{ phone: { not: null } }, { legalBasis: { not: null } }], optedOut: true },
    }),
  ).toBe(0);
});

it("no way leads back: rows that come again, or get the name again, are emptied; the successor is stored", async () => {
  await optOut(hall.database, `c${(await people())[0]?.id}`);
  await add(dakar, { ...awa, last_name: "exemplaire", email: "new@post.example" });
  await add(rome, awa);
  await hall.sql.query(
    "UPDATE contact SET last_name = 'Exemplaire', first_name = 'Awa', email = 'awa@post.example' WHERE opted_out",
  );
  await add(dakar, { ...awa, first_name: "Zoé", last_name: "Suivante", email: "zoe@post.example" });
  const stored = await people();
  expect(stored.filter(({ opted_out }) => opted_out)).toHaveLength(5);
  expect(stored.filter(({ opted_out, last_name, email }) => opted_out && (last_name ?? email))).toEqual([]);
  expect(stored.at(-1)).toMatchObject({ last_name: "Suivante", opted_out: false });
});

it("an address stands for whoever has it or will have it, known or not", async () => {
  expect(await optOut(hall.database, "Awa@post.example")).toBe(5);
  expect(await names()).toEqual([]);
  expect(await optOut(hall.database, "stranger@post.example")).toBe(0);
  await add(rome, { ...awa, last_name: "Inconnue", email: "STRANGER@post.example" });
  expect((await people()).at(-1)).toMatchObject({ last_name: null, opted_out: true });
  for (const nobody of ["c999999", "c", "d12", "Awa", ""])
    expect([nobody, await optOut(hall.database, nobody)]).toEqual([nobody, null]);
});

it("an operator takes them out; a backup made then holds nothing of them, and nothing tells their name", async () => {
  await hall.sql.query("DELETE FROM contact WHERE email = 'other.awa@post.example' OR last_name = 'Autre'");
  const file = (name: string) => path.join(folder, name);
  const holds = (name: string) => gunzipSync(readFileSync(file(name))).toString("latin1");
  await writeBackup(hall.url, file("before.tar.gz"));
  expect(holds("before.tar.gz")).toContain("awa@post.example");
  const atlas = launch(root, ["atlas", "contacts", "optout", `c${(await people())[0]?.id}`], { DATABASE_URL: hall.url });
  expect(await atlas.ended).toBe(0);
  expect(atlas.result()).toBe("3 rows erased; no import will bring them back.\n");
  expect(atlas.said()).toContain("Backups made before today");
  await writeBackup(hall.url, file("after.tar.gz"));
  expect(holds("after.tar.gz")).not.toMatch(/exemplaire|awa@post|77 000 00 00/i);
  const unknown = launch(root, ["atlas", "contacts", "optout", "c999999"], { DATABASE_URL: hall.url });
  expect(await unknown.ended).toBe(1);
});
