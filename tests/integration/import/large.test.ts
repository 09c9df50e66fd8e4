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

type Pieces = { head: string; piece(number: number): string; foot: string; encoding: BufferEncoding };

/** Writes a file of 500 MB; returns the number of pieces. */
async function write(file: string, { head, piece, foot, encoding }: Pieces): Promise<number> {
  const out = createWriteStream(file);
  out.write(Buffer.from(head, encoding));
  let pieces = 0;
  for (let written = 0; written < size; ) {
    const buffer = Buffer.from(Array.from({ length: 50 }, () => piece(pieces++)).join(""), encoding);
    written += buffer.length;
    if (!out.write(buffer)) await once(out, "drain");
  }
  out.end(Buffer.from(foot, encoding));
  await once(out, "close");
  expect(statSync(file).size).toBeGreaterThan(size);
  return pieces;
}

async function importLarge(kind: string, file: string, options: string[] = []) {
  const script = fileURLToPath(new URL("measured.ts", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", script, "import", kind, file, "--json", ...options],
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
  const rows = await write(file, {
    encoding: "latin1",
    head: "idConvention;nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;commentaire\r\n",
    piece: (number) =>
      `${number};Commune de Lille;Association ${inventedName(number)};"${kept(number) ? "Jumelage" : "Équipement"}
et fêtes";${number}00,50;12/03/2019;${padding}\r\n`,
    foot: "",
  });
  const { report, code, megabytes } = await importLarge("table", file, ["--mapping", "scdl-subventions"]);
  expect(code).toBe(0);
  expect(report.counts).toMatchObject({ created: Math.ceil(rows / 50), rejected: 0 });
  expect(megabytes).toBeLessThan(mostMegabytes);
});

it("imports IATI activities of 500 MB in less than 300 MB of memory", { timeout: 600_000 }, async () => {
  const file = place.write("large.xml", "");
  const narratives = `<narrative>${padding}</narrative>`.repeat(24);
  const transaction = `<transaction><transaction-type code="3"/><transaction-date iso-date="2024-01-01"/><value currency="EUR">12.50</value></transaction>`;
  const activities = await write(file, {
    encoding: "utf8",
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n',
    piece: (number) =>
      `<iati-activity xml:lang="fr"><iati-identifier>XX-TEST-${number}</iati-identifier>
       <reporting-org ref="XX-TEST" type="22"><narrative>Association d'essai</narrative></reporting-org>
       <title><narrative>Activité ${number}</narrative></title><description type="1"><narrative>${padding}</narrative></description>
       <participating-org role="1" type="22"><narrative>Association ${inventedName(number)}</narrative></participating-org>
       <activity-status code="2"/><activity-date type="1" iso-date="2019-03-12"/><recipient-country code="BJ"/>
       ${transaction.repeat(12)}<result type="1"><title>${narratives}</title></result></iati-activity>\n`,
    foot: "</iati-activities>\n",
  });
  const { report, code, megabytes } = await importLarge("iati", file);
  expect(code).toBe(0);
  expect(report.counts).toMatchObject({ created: activities, rejected: 0 });
  expect(megabytes).toBeLessThan(mostMegabytes);
});
