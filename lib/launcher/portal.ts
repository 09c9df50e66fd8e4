import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import type { Env } from "@/lib/core/env";
import type { Progress } from "@/lib/core/progress";
import { ensureBuilt, followParent } from "./build";
import { type OpenDatabase, openDatabase } from "./database";
import { explain } from "./explain";
import { operatorLocale } from "./language.mjs";
import { type Lock, projectLock, root, takeLock } from "./lock.mjs";
import { prepareDatabase } from "./prepare";
import { Screen } from "./screen";
import { bindAddress, portProblem, startServer } from "./serve";
import { publicUrl, readSettings } from "./settings";
import { stopRequests } from "./stop";

type Run = { screen: Screen; settings: Env; host: string; url: string; stop: ReturnType<typeof stopRequests> };
type Closing = (() => Promise<void>)[];

/** How long the server of a killed run may take to leave its port. */
const leftServerMs = 2_000;

/** `npm start`, `npm run dev` and `npm run build`. Resolves to the exit code: 0 stopped as asked, 2 could not run. */
export async function portal(command: string | undefined): Promise<number> {
  const screen = new Screen(operatorLocale());
  const closing: Closing = [];
  let code = 0;
  const stop = stopRequests((error) => {
    screen.say(error === undefined ? screen.t("cli.launcher.stopping") : explain(error, screen.t));
    if (error !== undefined) code = 2;
  });
  try {
    const settings = readSettings(screen.locale);
    const url = publicUrl(settings);
    const run = { screen, settings, host: settings.BIND_ADDRESS, url, stop };
    if (command === "build") await build(run);
    else code ||= command === "dev" ? await develop(run, closing) : await serve(run, closing);
  } catch (error) {
    if (!stop.asked()) {
      screen.say(explain(error, screen.t));
      code = 2;
    }
  }
  for (const close of closing.reverse()) {
    await close().catch((error: unknown) => screen.say(explain(error, screen.t)));
  }
  if (stop.asked()) screen.say(screen.t("cli.launcher.stopped"));
  return code;
}

/** One portal per copy of the project. A portal that is on its way out, or a build, is waited for. */
async function lockProject({ screen, url, stop }: Run): Promise<Lock | undefined> {
  for (let told = false; ; await wait(200)) {
    const lock = await takeLock(projectLock, () => ({ pid: process.pid, command: "start", url, stopping: stop.asked() }));
    if (!lock.holder) return lock;
    if (!lock.holder.stopping && lock.holder.command !== "build") {
      const { pid, url: address } = lock.holder;
      screen.say(screen.t("cli.launcher.alreadyRuns", { pid: String(pid ?? "?"), url: address ?? "?" }));
      return undefined;
    }
    if (!told) screen.say(screen.t("cli.launcher.waitingForStop"));
    told = true;
  }
}

/** The server of a killed run ends by itself within moments; a port that still answers after that is somebody else's. */
async function lastingPortProblem(port: number, host: string): Promise<string | undefined> {
  const deadline = Date.now() + leftServerMs;
  for (;;) {
    const problem = await portProblem(port, host);
    if (problem !== "taken" || Date.now() > deadline) return problem;
    await wait(100);
  }
}

async function serve(run: Run, closing: Closing): Promise<number> {
  const { screen, settings, host, stop } = run;
  const lock = await lockProject(run);
  if (!lock) return 2;
  const problem = await lastingPortProblem(settings.PORT, host);
  if (problem) {
    const key = problem === "taken" ? "portTaken" : "portRefused";
    screen.say(screen.t(`cli.launcher.${key}`, { port: String(settings.PORT), host, code: problem }));
    return 2;
  }
  const database = await open(run, closing, "start");
  const giveUp = new AbortController();
  const building = build(run, giveUp.signal);
  // When the database cannot be prepared, the build beside it is told to end, and waited for.
  closing.push(async () => {
    giveUp.abort();
    await building.catch(() => undefined);
  });
  await Promise.all([prepare(run, database), building]);
  if (stop.asked()) return 0;
  const server = await startServer({
    host,
    port: settings.PORT,
    databaseUrl: database.url,
    publicUrl: run.url,
    output: "inherit",
  });
  closing.push(server.stop);
  screen.say(screen.t("cli.launcher.ready", { url: `http://${host}:${settings.PORT}` }));
  const code = await Promise.race([server.ended, stop.promise]);
  if (stop.asked() || code === undefined) return 0;
  screen.say(screen.t("cli.failure.server", { code: String(code) }));
  return 1;
}

async function build({ screen, stop }: Run, signal = stop.signal): Promise<void> {
  const startedAt = Date.now();
  let isNeeded = false;
  const onStart = () => {
    isNeeded = true;
    screen.say(screen.t("cli.launcher.building"));
  };
  await ensureBuilt({ signal: AbortSignal.any([stop.signal, signal]), onStart });
  if (isNeeded) screen.say(screen.t("cli.launcher.built", { seconds: Math.round((Date.now() - startedAt) / 1000) }));
}

async function open({ screen, url, stop }: Run, closing: Closing, command: string): Promise<OpenDatabase> {
  screen.say(screen.t("cli.launcher.preparingDatabase"));
  const onWait = () => screen.say(screen.t("cli.launcher.waitingForDatabase"));
  const database = await openDatabase({ command, url, isStopping: stop.asked, onWait });
  closing.push(database.close);
  return database;
}

/** A stop does not wait for the work under way: closing the database ends it. */
async function prepare({ screen, stop }: Run, database: OpenDatabase): Promise<void> {
  if (stop.asked()) return;
  const onProgress: Progress = (...step) => {
    if (!stop.asked()) screen.progress(...step);
  };
  await Promise.race([prepareDatabase(database, onProgress), stop.promise]);
}

async function develop(run: Run, closing: Closing): Promise<number> {
  const database = await open(run, closing, "dev");
  await prepare(run, database);
  if (run.stop.asked()) return 0;
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const args = ["--import", followParent, next, "dev", "-p", String(run.settings.PORT), "-H", bindAddress(run.host)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", DATABASE_URL: database.url, PUBLIC_URL: run.url },
  });
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  closing.push(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const code = await Promise.race([ended, run.stop.promise]);
  return code ?? 0;
}
