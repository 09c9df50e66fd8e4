import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importOfKind } from "@/lib/import/kinds/registry";
import { type LoggedServer, openWorkshop, type Workshop } from "../../support/logged-server";
import { singleValue } from "../../support/rows";

let workshop: Workshop;
let servers: LoggedServer[];
const folder = mkdtempSync(path.join(tmpdir(), "atlas-freshness-"));
/** Pages that tell the total of the project, and those that have nothing to do with it. */
let telling: string[];
let others: string[];

/** Imports the one record, in this process, which is not the portal's. */
async function importWith(amount: number): Promise<void> {
  const file = path.join(folder, `${amount}.csv`);
  const header = "id,titre,langue,maitres_d_ouvrage,partenaires_etrangers,pays,thematiques,financement";
  const record = `p7,Adduction d’eau,fr,Chartres Métropole (200033181),Thiès-la-Neuve (SN),SN,EAU.POTABLE,Fonds des eaux claires; 2020; ${amount}; EUR; cofunding`;
  writeFileSync(file, `${header}\n${record}\n`);
  const report = await importOfKind("table", workshop.url, [file], { dryRun: false, actor: "tester", mapping: "atlas-csv" });
  expect(report.counts.rejected).toBe(0);
}

const get = (server: LoggedServer, address: string) => fetch(server.url + address, { redirect: "manual" });

/** Pages of every server on which an amount stands, and how Next came by each. */
async function look(addresses: readonly string[], amount: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const server of servers)
    for (const address of addresses) {
      const answer = await get(server, address);
      const text = (await answer.text()).replace(/[\u00a0\u202f]/g, " ");
      seen.push([address, answer.status, text.includes(amount), answer.headers.get("x-nextjs-cache")]);
    }
  return seen;
}

const expected = (addresses: readonly string[], how: string, isOn = true) =>
  servers.flatMap(() => addresses.map((address) => [address, 200, isOn, address.startsWith("/fr/statistiques") ? null : how]));

beforeAll(async () => {
  workshop = await openWorkshop();
  await importWith(123_457);
  servers = [await workshop.serve(), await workshop.serve()];
  const find = (sql: string) => singleValue<string>(workshop.sql, sql);
  const body = (name: string) => find(`SELECT public_id || '-' || slug AS value FROM organisation WHERE name = '${name}'`);
  telling = [
    `/fr/projets/${await find("SELECT public_id || '-' || slug_fr AS value FROM project WHERE title = 'Adduction d’eau'")}`,
    `/fr/organisations/${await find("SELECT o.public_id || '-' || o.slug AS value FROM organisation o JOIN organisation_code c ON c.organisation_id = o.id WHERE c.code = '200033181'")}`,
    `/fr/organisations/${await body("Thiès-la-Neuve")}`,
    `/fr/organisations/${await body("Fonds des eaux claires")}`,
    "/fr/pays/senegal",
    "/fr/themes/eau_potable-acces-a-l-eau-potable",
    "/fr/territoires/r24-centre-val-de-loire",
    "/fr/statistiques?theme=EAU.POTABLE",
  ];
  others = ["/fr/pays/allemagne", "/fr/themes/hum-action-humanitaire-et-reconstruction", "/fr/territoires/r53-bretagne"];
});

afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await workshop?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("pages are made once, and then kept", async () => {
  expect(await look(telling, "123 457")).toEqual(expected(telling, "MISS"));
  expect(await look(telling, "123 457")).toEqual(expected(telling, "HIT"));
  await look(others, "");
  expect(await look(others, "123 457")).toEqual(expected(others, "HIT", false));
});

test("a line of funding that an import changes is on every page of every instance at once, and nothing else is made anew", async () => {
  await importWith(234_567);
  expect(await look(others, "234 567")).toEqual(expected(others, "HIT", false));
  expect(await look(telling, "234 567")).toEqual(expected(telling, "MISS"));
  expect(await look(telling, "234 567")).toEqual(expected(telling, "HIT"));
});

test("so is one that another program changes by a statement of its own", async () => {
  await workshop.sql.query("UPDATE funding_line SET amount = 345678 WHERE amount = 234567");
  expect(await look(others, "345 678")).toEqual(expected(others, "HIT", false));
  expect(await look(telling, "345 678")).toEqual(expected(telling, "MISS"));
});

test("a page is asked for again by its entity tag, without a cookie, and sent once", async () => {
  const [server] = servers as [LoggedServer];
  const [address = ""] = telling;
  const first = await get(server, address);
  expect(first.headers.get("set-cookie")).toBeNull();
  expect(first.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=2, stale-if-error=86400");
  const ask = () => fetch(server.url + address, { headers: { "If-None-Match": first.headers.get("etag") ?? "" } });
  expect((await ask()).status).toBe(304);
  await workshop.sql.query("UPDATE funding_line SET amount = 456789 WHERE amount = 345678");
  expect((await ask()).status).toBe(200);
});
