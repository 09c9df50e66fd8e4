import { spawn } from "node:child_process";
import { cpSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { followParent, standalone } from "@/lib/launcher/build";
import { freePort } from "@/lib/postgres/cluster";
import type { Closing } from "./closing";
import { get } from "./http";

export type Running = { url: string; pid: number; stop(): Promise<void> };

const readyWithinMs = 30_000;
const endWithinMs = 15_000;

/** Copies the built portal: a serving portal keeps pages beside itself, and ours must meet nobody else's. */
export function copyPortal(to: string): void {
  cpSync(standalone, to, { recursive: true, verbatimSymlinks: true });
}

/** Forgets the pages that an earlier server of this folder kept. */
function forgetPages(folder: string): void {
  rmSync(path.join(folder, ".next", "server", "route-cache"), { recursive: true, force: true });
}

/**
 * Serves a standalone build from its folder on a free port of 127.0.0.1, with no page kept; resolves when `readyPath`
 * answers. Its log lines go to nowhere, its errors to a file beside it. It ends with `closing`, at the latest with this
 * process.
 */
export async function serveStandalone(
  folder: string,
  options: { readyPath: string; environment?: Record<string, string>; closing: Closing },
): Promise<Running> {
  forgetPages(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const errors = `${folder}.stderr`;
  const child = spawn(
    process.execPath,
    ["--dns-result-order=ipv4first", "--import", followParent, path.join(folder, "server.js")],
    {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "ignore", openSync(errors, "a"), "ipc"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        // The loopback by its name: docs/decisions/007.
        HOSTNAME: "localhost",
        PORT: String(port),
        PUBLIC_URL: url,
        ...options.environment,
      },
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const stop = async () => {
    if (hasEnded()) return;
    child.kill("SIGTERM");
    await Promise.race([ended, wait(endWithinMs, undefined, { ref: false })]);
    if (!hasEnded()) child.kill("SIGKILL");
    await ended;
  };
  options.closing.add(stop);
  if (!(await answers(`${url}${options.readyPath}`, hasEnded))) {
    await stop();
    throw new Error(`the server did not start: ${readFileSync(errors, "utf8").slice(-2_000)}`);
  }
  return { url, pid: child.pid ?? 0, stop };
}

/** True once an address answers 200. */
export async function answers(url: string, isOver: () => boolean, withinMs = readyWithinMs): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!isOver() && Date.now() < deadline) {
    const answer = await get(url, "identity").catch(() => undefined);
    if (answer?.status === 200) return true;
    await wait(20);
  }
  return false;
}

/** Memory in use, in bytes, of a process and its children. NaN where the system does not tell in /proc. */
export function memoryOf(pid: number): number {
  if (!existsSync(`/proc/${pid}/status`)) return Number.NaN;
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
  return children.reduce((sum, child) => sum + memoryOf(child), Number(kilobytes ?? 0) * 1_024);
}
