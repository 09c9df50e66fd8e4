import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { limits } from "@/lib/core/limits";
import { posts } from "@/lib/import/kinds/posts";
import { importDirectly } from "@/lib/import/run-direct";
import { ensureBuilt } from "@/lib/launcher/build";
import { root } from "@/lib/launcher/lock.mjs";
import { barePaths, buildBareNext } from "./bare-next";
import { type Closing, temporaryFolder } from "./closing";
import { type Conditions, conditions } from "./conditions";
import { openDatabases, prepareDemo, prepareReference, query } from "./databases";
import { getExpected } from "./http";
import { copyPortal, serveStandalone } from "./server";

/** Milliseconds of every page of one filter, from the request to the last byte: asked for the first time, and again. */
export type FilterTimes = { filter: string; first: number[]; again: number[] };
export type DirectoryResults = {
  conditions: Conditions;
  projects: number;
  /** Entries of the directory; `real`: with the posts of the shared list. */
  entries: number;
  real: boolean;
  filters: FilterTimes[];
  /** Milliseconds of a bare dynamic Next page, asked for as often. */
  bare: number[];
  minutes: number;
};

const projects = 13_000;
/** Real posts, which are no part of the repository. */
const realPosts = path.join(root, "..", "shared", "data", "french-posts", "french_missions.csv");
/** Pages that load the code and warm the processor, and that nothing is measured by. */
const warming = 40;
/** After a start the server draws the view of each country, in a pause each (lib/map/draw-ahead.ts). */
const drawnWithinMs = 250 * (limits.drawAheadPauseMs + 40);

/** Values that the fields of the directory offer. */
async function offered(address: string): Promise<{ name: string; values: string[] }[]> {
  const html = (await getExpected(address, "identity")).body.toString("utf8");
  return [...html.matchAll(/<select[^>]*\bname="(\w+)"[^>]*>(.*?)<\/select>/gs)].map(([, name = "", options = ""]) => ({
    name,
    values: [...options.matchAll(/<option[^>]*\bvalue="([^"]+)"/g)].flatMap(([, value]) => value ?? []),
  }));
}

/** Every filter that the forms of the directory offer, alone, and words. */
async function addressesOf(directory: string): Promise<{ filter: string; addresses: string[] }[]> {
  const found: { filter: string; addresses: string[] }[] = [];
  for (const type of ["", "office"]) {
    const whole = type === "" ? directory : `${directory}?type=${type}`;
    const name = type || "post";
    for (const { name: field, values } of await offered(whole)) {
      if (field === "type") continue;
      const addresses = values.map((value) => `${directory}?${type === "" ? "" : `type=${type}&`}${field}=${value}`);
      if (addresses.length > 0) found.push({ filter: `${name}: ${field}`, addresses });
    }
  }
  const words = ["ambassade", "consulat", "québec", "dakar", "tokyo", "rome", "new york", "afrique", "xyz"];
  found.push({ filter: "post: words", addresses: words.map((word) => `${directory}?q=${encodeURIComponent(word)}`) });
  return found;
}

async function timesOf(addresses: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  // A parameter that says nothing is moved away from; the page is what is measured.
  for (const address of addresses) times.push((await getExpected(address, "gzip")).ms);
  return times;
}

/** Asks for the directory with every filter that it offers, one after the other. */
export async function benchDirectory(date: string, closing: Closing, say: (step: string) => void): Promise<DirectoryResults> {
  const startedAt = performance.now();
  const folder = temporaryFolder(closing);
  say("building the portal, unless it is built, and a bare Next page");
  await ensureBuilt({});
  copyPortal(`${folder}/portal`);
  const bareFolder = await buildBareNext(`${folder}/bare`, closing);
  const databases = await openDatabases(folder, closing);
  say("reference data and demo");
  await prepareReference(databases, "directory");
  const url = databases.urlOf("directory");
  await prepareDemo(url, projects);
  const real = existsSync(realPosts);
  if (real) await importDirectly(url, posts, [realPosts], { dryRun: false, actor: "bench" });
  else say(`without the real posts: ${path.relative(root, realPosts)} is absent`);
  await query(url, "VACUUM (ANALYZE)");
  const [row] = await query<{ entries: number }>(
    url,
    "SELECT (SELECT count(*) FROM diplomatic_post WHERE closed_on IS NULL)::int AS entries",
  );
  const bare = await serveStandalone(bareFolder, { readyPath: barePaths.made, closing });
  const portal = await serveStandalone(`${folder}/portal`, {
    ...{ readyPath: "/fr/contacts", environment: { DATABASE_URL: url }, closing },
  });
  const directory = `${portal.url}/fr/contacts`;
  say("warming: until the server has drawn its maps");
  await wait(drawnWithinMs);
  for (let page = 0; page < warming; page++) await getExpected(`${portal.url}/en/contacts?page=1&q=${page}x`, "gzip", 200);
  const filters: FilterTimes[] = [];
  for (const { filter, addresses } of await addressesOf(directory)) {
    say(`${filter}, ${addresses.length}`);
    filters.push({ filter, first: await timesOf(addresses), again: await timesOf(addresses) });
  }
  const asked = filters.reduce((sum, { first }) => sum + first.length, 0);
  const bareTimes = await timesOf(Array.from({ length: asked }, () => bare.url + barePaths.made));
  await portal.stop();
  await bare.stop();
  return {
    ...{ conditions: conditions(date, databases.version), projects, entries: row?.entries ?? 0, real, filters, bare: bareTimes },
    minutes: (performance.now() - startedAt) / 60_000,
  };
}
