import path from "node:path";
import { ensureBuilt } from "@/lib/launcher/build";
import { root, takeLock } from "@/lib/launcher/lock.mjs";
import { barePaths, buildBareNext } from "./bare-next";
import { openBrowser, type ResourcesOf } from "./browser";
import { type Closing, temporaryFolder } from "./closing";
import { measureFirstPages, measureMisses } from "./cold";
import { conditions } from "./conditions";
import { type Databases, openDatabases, prepareDemo, prepareReference } from "./databases";
import { measureImport } from "./import";
import { measureLists } from "./imports";
import type { Scene } from "./measure";
import { listPages, weighedPages } from "./pages";
import type { Plan } from "./plan";
import type { Results, SizeResult } from "./results";
import { copyPortal, type Running, serveStandalone } from "./server";
import { measureSql } from "./sql";
import { measureStart } from "./start";
import { measureWarm } from "./warm";
import { type Weight, weighPage, weighPages } from "./weights";

type Say = (step: string) => void;
type Bench = {
  plan: Plan;
  folder: string;
  databases: Databases;
  portalFolder: string;
  bareFolder: string;
  closing: Closing;
  say: Say;
};

const withReference = "bench_reference";

/** Measures everything, one thing at a time. What it starts is left to `closing`. */
export async function bench(plan: Plan, date: string, closing: Closing, say: Say): Promise<Results> {
  const startedAt = performance.now();
  const folder = temporaryFolder(closing);
  say("building the portal, unless it is built");
  await buildPortal();
  const start = plan.start ? await timeStart(folder, closing, say) : null;
  say("building the bare Next page");
  const bareFolder = await buildBareNext(path.join(folder, "bare"), closing);
  const portalFolder = path.join(folder, "portal");
  copyPortal(portalFolder);
  const databases = await openDatabases(folder, closing);
  const on: Bench = { plan, folder, databases, portalFolder, bareFolder, closing, say };
  say("reference load, twice");
  const reference = await prepareReference(databases, withReference);
  say(`import of ${plan.legacyPages} legacy pages, twice`);
  const imported = await timeImport(on);
  const lists = await timeLists(on);
  const { bareWeight, weights } = await weighAll(on);
  const sizes: SizeResult[] = [];
  for (const projects of plan.sizes) sizes.push(await measureSize(on, projects));
  const minutes = (performance.now() - startedAt) / 60_000;
  const met = conditions(date, databases.version);
  return { plan, conditions: met, start, reference, imported, lists, bareWeight, weights, sizes, minutes };
}

/** A portal that runs from this folder must not lose its build under way. */
async function buildPortal(): Promise<void> {
  const lock = await takeLock(`portal:${root}`, () => ({ pid: process.pid, command: "bench" }));
  await ensureBuilt({
    onStart: () => {
      if (lock.holder) throw new Error("the portal runs from this folder and its sources have changed: stop it first");
    },
  });
  if (!lock.holder) lock.release();
}

function timeStart(folder: string, closing: Closing, say: Say) {
  say("npm start on a fresh copy, twice");
  return measureStart(path.join(folder, "fresh copy"), closing);
}

async function timeImport({ databases, folder, plan }: Bench) {
  const url = await databases.clone(withReference, "bench_import");
  return measureImport(url, path.join(folder, "pages"), plan.legacyPages);
}

async function timeLists({ databases, folder, plan, say }: Bench) {
  say(`import of ${plan.twinnings} twinnings and of ${plan.projects} projects`);
  return measureLists(databases, withReference, folder, plan);
}

function servePortal({ portalFolder, closing }: Bench, databaseUrl: string): Promise<Running> {
  const environment = { DATABASE_URL: databaseUrl, LOG_LEVEL: "info", NEXT_MANUAL_SIG_HANDLE: "1" };
  return serveStandalone(portalFolder, { readyPath: "/api/ready", environment, closing });
}

function serveBare({ bareFolder, closing }: Bench): Promise<Running> {
  return serveStandalone(bareFolder, { readyPath: barePaths.made, closing });
}

/** Pages with demo and imported records side by side. */
async function weighAll(on: Bench): Promise<{ bareWeight: Weight; weights: Weight[] }> {
  const url = on.databases.urlOf("bench_import");
  await prepareDemo(url, on.plan.sizes[0] ?? 0);
  on.say("weighing pages");
  const resourcesOf: ResourcesOf | null = await openBrowser(on.closing);
  const [portal, bare] = [await servePortal(on, url), await serveBare(on)];
  const weights = await weighPages(portal.url, await weighedPages(url), resourcesOf);
  const bareWeight = await weighPage(bare.url + barePaths.kept("weighed"), "bare Next page", resourcesOf);
  await portal.stop();
  await bare.stop();
  return { bareWeight, weights };
}

async function measureSize(on: Bench, projects: number): Promise<SizeResult> {
  const say: Say = (step) => on.say(`${projects} projects: ${step}`);
  say("demo load");
  const databaseUrl = await on.databases.clone(withReference, `bench_${projects}`);
  const demo = await prepareDemo(databaseUrl, projects);
  const lists = await listPages(databaseUrl);
  const scene: Scene = {
    ...on,
    say,
    projects,
    folder: path.join(on.folder, String(projects)),
    databaseUrl,
    lists,
    servePortal: () => servePortal(on, databaseUrl),
    serveBare: () => serveBare(on),
  };
  say("statements");
  const sql = await measureSql(databaseUrl, lists, on.plan.sqlRuns);
  say("first pages");
  const firstPages = await measureFirstPages(scene);
  const [portal, bare] = [await scene.servePortal(), await scene.serveBare()];
  say("record pages, cold");
  const cold = await measureMisses(scene, portal, bare);
  const warm = await measureWarm(scene, portal, bare);
  await portal.stop();
  await bare.stop();
  return { demo, lists, firstPages, cold, warm, sql };
}
