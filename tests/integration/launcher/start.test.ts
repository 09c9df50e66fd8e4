import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt } from "@/lib/launcher/build";
import { freePort } from "@/lib/postgres/cluster";
import { copyProject, launch, type Running } from "../../support/project-copy";

// `npm start` as a person meets it, in a copy of the project. The build is made once, and data are loaded once.

let project: ReturnType<typeof copyProject>;
let port: number;
const started: Running[] = [];

function start(environment: Record<string, string> = {}): Running {
  const running = launch(project.folder, ["start"], { PORT: String(port), ...environment });
  started.push(running);
  return running;
}

async function untilServing(running: Running): Promise<void> {
  for (;;) {
    if (running.child.exitCode !== null) throw new Error(`it ended instead:\n${running.said()}`);
    if (running.said().includes(`http://localhost:${port}`)) return;
    await wait(100);
  }
}

const isServing = () =>
  fetch(`http://127.0.0.1:${port}/api/health`).then(
    () => true,
    () => false,
  );

async function untilNotServing(): Promise<void> {
  while (await isServing()) await wait(50);
}

const runningFile = () => path.join(project.folder, ".atlas", "running.json");
const postmasterFile = () => path.join(project.folder, ".atlas", "postgres", "data", "postmaster.pid");

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const { url } = JSON.parse(readFileSync(runningFile(), "utf8")) as { url: string };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

async function stop(running: Running, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  running.child.kill(signal);
  return running.ended;
}

beforeAll(async () => {
  await ensureBuilt();
  project = copyProject();
  port = await freePort();
}, 900_000);

afterAll(async () => {
  for (const running of started) if (running.child.exitCode === null) await stop(running);
  project.remove();
});

describe("npm start", () => {
  it("loads the data, serves, lends its database, and stops everything on a signal", { timeout: 600_000 }, async () => {
    const portal = start();
    await untilServing(portal);
    const home = await fetch(`http://127.0.0.1:${port}/fr`);
    expect(home.status).toBe(200);
    expect(await query("SELECT count(*) > 1000 AS many FROM project WHERE origin = 'demo'")).toEqual([{ many: true }]);

    // A second one says why it stops.
    const second = start();
    expect(await second.ended).toBe(2);
    expect(second.said()).toContain(`The portal already runs in this folder: http://localhost:${port}`);
    expect(second.said()).toContain(String(portal.child.pid));

    const command = launch(project.folder, ["atlas", "migrate"]);
    expect(await command.ended).toBe(0);
    expect(command.result()).toContain("up to date");

    // Wiped demo records stay away: the restart below would bring them back otherwise.
    expect(await launch(project.folder, ["atlas", "demo", "wipe"]).ended).toBe(0);

    expect(await stop(portal)).toBe(0);
    expect(await isServing()).toBe(false);
    expect(existsSync(postmasterFile())).toBe(false);
    expect(existsSync(runningFile())).toBe(false);
  });

  it("loses nothing when it is killed, and its server ends by itself", { timeout: 300_000 }, async () => {
    const killed = start();
    await untilServing(killed);
    expect(await query("SELECT count(*)::int AS count FROM project WHERE origin = 'demo'")).toEqual([{ count: 0 }]);
    await query("CREATE TABLE kept AS SELECT 'yes' AS value");
    await stop(killed, "SIGKILL");
    await untilNotServing();

    const portal = start();
    await untilServing(portal);
    expect(await query("SELECT value FROM kept")).toEqual([{ value: "yes" }]);
    expect(await stop(portal, "SIGINT")).toBe(0);
  });

  it("recovers when PostgreSQL was killed, too, and its number now belongs to another process", {
    timeout: 300_000,
  }, async () => {
    const killed = start();
    await untilServing(killed);
    const pid = Number(readFileSync(postmasterFile(), "utf8").split("\n")[0]);
    await stop(killed, "SIGKILL");
    process.kill(pid, "SIGKILL");
    await untilNotServing();
    // Our own number: were it taken for PostgreSQL's, this test would not live to tell.
    const left = readFileSync(postmasterFile(), "utf8");
    writeFileSync(postmasterFile(), left.replace(String(pid), String(process.pid)));

    const portal = start();
    await untilServing(portal);
    expect(await query("SELECT value FROM kept")).toEqual([{ value: "yes" }]);
    expect(await stop(portal)).toBe(0);
  });

  it("says in one line that the port is taken, and starts nothing", { timeout: 60_000 }, async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const refused = start();
    expect(await refused.ended).toBe(2);
    expect(refused.said().trim().split("\n")).toEqual([
      `Port ${port} is already in use on localhost. Choose another one, for instance: PORT=3001 npm start`,
    ]);
    expect(existsSync(postmasterFile())).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });

  it("says every problem of the configuration at once, and no value of it", { timeout: 60_000 }, async () => {
    const refused = start({ PORT: "abc", PUBLIC_URL: "javascript:secret", LANG: "fr_FR.UTF-8" });
    expect(await refused.ended).toBe(2);
    expect(refused.said()).toMatch(/^Configuration refusée/);
    expect(refused.said()).toContain("PORT:");
    expect(refused.said()).toContain("PUBLIC_URL:");
    expect(refused.said()).not.toContain("secret");
  });
});
