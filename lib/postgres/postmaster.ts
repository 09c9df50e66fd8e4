import { execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Identity } from "./identity";

/** PostgreSQL ends a fast shutdown within a second; after this long it is told to stop at once. Milliseconds. */
const fastShutdownMs = 30_000;
/** The log starts again above this size, so that years of restarts do not fill a disk. Bytes. */
const logBytes = 5 * 1024 * 1024;

export type Postmaster = { port: number; stop(): Promise<void> };
type Start = { postgres: string; data: string; log: string; port: number; settings: string[]; identity: Identity | undefined };

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Command line of a process, one word each; empty when it is gone. */
function commandLine(pid: number): string[] {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/ (?=-)| /);
  } catch {
    return [];
  }
}

async function end(pid: number): Promise<void> {
  const deadline = Date.now() + fastShutdownMs;
  // SIGINT is PostgreSQL's fast shutdown (transactions roll back, data are written), SIGQUIT its immediate one.
  process.kill(pid, "SIGINT");
  while (isAlive(pid) && Date.now() < deadline) await wait(20);
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
  while (isAlive(pid)) await wait(20);
}

/**
 * Ends the server that a killed run left behind. A pid file may also outlive its server (a power cut) and name a process
 * that has nothing to do with it: that one is left alone, and the file removed because PostgreSQL would trust it.
 */
export async function endLeftServer(data: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const words = commandLine(pid);
  const isOurs = path.basename(words[0] ?? "").startsWith("postgres") && words.join(" ").includes(`-D ${data}`);
  if (isOurs) await end(pid).catch(() => undefined);
  else rmSync(file, { force: true });
}

/** What PostgreSQL wrote since `from`, without the lines that say nothing of the cause. */
function saidSince(log: string, from: number): string {
  const text = readFileSync(log).subarray(from).toString("utf8");
  const telling = text.split("\n").filter((line) => /FATAL|ERROR|PANIC|HINT/.test(line));
  return (telling.length > 0 ? telling : text.split("\n")).slice(-4).join("\n").trim();
}

/** Waits until the server takes connections; recovery of a large log may take minutes and is waited for. */
async function untilReady(url: string, hasEnded: () => boolean): Promise<boolean> {
  while (!hasEnded()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await wait(30);
    }
  }
  return false;
}

/** Starts one server and waits for it. Resolves to what PostgreSQL said when it ended instead. */
export async function startPostmaster(start: Start, url: string): Promise<Postmaster | string> {
  const fresh = !existsSync(start.log) || statSync(start.log).size > logBytes;
  const log = openSync(start.log, fresh ? "w" : "a", 0o600);
  const from = statSync(start.log).size;
  const child = spawn(
    start.postgres,
    ["-D", start.data, "-p", String(start.port), ...start.settings.flatMap((setting) => ["-c", setting])],
    {
      ...start.identity,
      // Out of reach of Ctrl-C, which the terminal sends to the whole group; and in a folder that its user may enter.
      detached: true,
      cwd: "/",
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  closeSync(log);
  child.unref();
  let ended = false;
  const exit = new Promise<void>((resolve) => {
    for (const event of ["exit", "error"]) child.once(event, () => resolve());
  }).then(() => {
    ended = true;
  });
  const pid = child.pid ?? 0;
  // A process that ends in haste (an error, a second Ctrl-C) still tells its server to stop.
  const atExit = () => {
    if (!ended) process.kill(pid, "SIGINT");
  };
  process.once("exit", atExit);
  exit.finally(() => process.off("exit", atExit));
  if (!(await untilReady(url, () => ended))) return saidSince(start.log, from);
  const stop = async () => {
    if (ended) return;
    await Promise.race([exit, end(pid)]);
  };
  return { port: start.port, stop };
}
