import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "@/lib/launcher/lock.mjs";
import { openPlace, type Place } from "./support";

const size = 500 * 1024 * 1024;
const mostMegabytes = 300;
const padding = "Texte d'essai d'une ligne qui n'existe pas, répété. ".repeat(40);

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

/** A name that resembles no other: thousands of names that differ in a number alone would all be told as alike. */
function inventedName(number: number): string {
  const syllables = createHash("sha256").update(String(number)).digest().subarray(0, 9);
  return [...syllables].map((byte) => `${"bdfgklmnprstvz"[byte % 14]}${"aeiou"[byte % 5]}`).join("");
}

/** Writes a list of 500 MB in Windows-1252; returns the number of its rows. */
async function write(file: string, head: string, row: (number: number) => string): Promise<number> {
  const out = createWriteStream(file);
  out.write(head);
  let rows = 0;
  for (let written = 0; written < size; ) {
    const buffer = Buffer.from(Array.from({ length: 50 }, () => row(rows++)).join(""), "latin1");
    written += buffer.length;
    if (!out.write(buffer)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  expect(statSync(file).size).toBeGreaterThan(size);
  return rows;
}

/** Runs the command in a process of its own. */
async function importTable(file: string, mapping: string) {
  const script = fileURLToPath(new URL("measured.ts", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", script, "import", "table", file, "--json", "--mapping", mapping],
    { cwd: root, maxBuffer: 2 ** 26, env: { ...process.env, DATABASE_URL: place.url, LANG: "C", LOG_LEVEL: "silent" } },
  );
  const [, measured = ""] = /(\{"code".*\})$/.exec(stderr) ?? [];
  const { code, megabytes } = JSON.parse(measured) as { code: number; megabytes: number };
  return { report: JSON.parse(stdout), code, megabytes };
}

// A list of subsidies is mostly about other things; each body that it pays for cooperation is a new one.
it("imports a list of 500 MB in Windows-1252 in less than 300 MB of memory", { timeout: 600_000 }, async () => {
  const file = place.write("large.csv", "");
  const kept = (number: number) => number % 50 === 0;
  const rows = await write(
    file,
    "idConvention;nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;commentaire\r\n",
    (number) => `${number};Commune de Lille;Association ${inventedName(number)};"${kept(number) ? "Jumelage" : "Équipement"}
et fêtes";${number}00,50;12/03/2019;${padding}\r\n`,
  );
  const { report, code, megabytes } = await importTable(file, "scdl-subventions");
  expect(code).toBe(0);
  expect(report.counts).toMatchObject({ created: Math.ceil(rows / 50), rejected: 0 });
  expect(megabytes).toBeLessThan(mostMegabytes);
});
