import { spawn } from "node:child_process";
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import path from "node:path";
import { root } from "@/lib/launcher/lock.mjs";
import { freePort } from "@/lib/postgres/cluster";
import type { Closing } from "./closing";
import { answers } from "./server";

/** Milliseconds from the command to the first whole page. The packages were there; installing them is not in it. */
export type StartTimes = { firstMs: number; secondMs: number };

const readyWithinMs = 300_000;

/** Made by the machine, or another portal's: a fresh clone has none of it. */
const absent = [".git", ".next", ".atlas", "node_modules", "test-results", "lib/core/prisma-client", ".env", ".env.local"];

/** A tree of links to the same files, or of copies where links cannot be made (another disk). */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/** A fresh copy of the tree with its packages installed. */
function copyTree(to: string): void {
  const isPresent = (file: string) => !absent.includes(path.relative(root, file).replaceAll(path.sep, "/"));
  cpSync(root, to, { recursive: true, filter: isPresent });
  linkTree(path.join(root, "node_modules"), path.join(to, "node_modules"));
}

/** `npm start` until its home page is there, and the stop of it. */
async function start(folder: string, closing: Closing): Promise<number> {
  const port = await freePort();
  const { DATABASE_URL: _, ATLAS_DATA_DIR: __, PUBLIC_URL: ___, ...environment } = process.env;
  const startedAt = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment, PORT: String(port), LOG_LEVEL: "warn" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  }).finally(() => {
    hasEnded = true;
  });
  const stop = async () => {
    // npm, its shell and the launcher are one group; the launcher ends the rest.
    if (!hasEnded && child.pid) process.kill(-child.pid, "SIGTERM");
    await ended;
    await untilUnused(folder);
  };
  closing.add(stop);
  const isReady = await answers(`http://127.0.0.1:${port}/fr`, () => hasEnded, readyWithinMs);
  const ms = performance.now() - startedAt;
  await stop();
  if (!isReady) throw new Error(`npm start did not come up:\n${output.slice(-4_000)}`);
  return ms;
}

/** npm may end before the launcher, which is still closing the database. */
async function untilUnused(folder: string): Promise<void> {
  const pidFile = path.join(folder, ".atlas", "postgres", "data", "postmaster.pid");
  const isThere = () => {
    try {
      return readFileSync(pidFile).length > 0;
    } catch {
      return false;
    }
  };
  const deadline = performance.now() + 20_000;
  while (isThere() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Times `npm start` twice on a fresh copy of the tree. */
export async function measureStart(folder: string, closing: Closing): Promise<StartTimes> {
  copyTree(folder);
  const firstMs = await start(folder, closing);
  const secondMs = await start(folder, closing);
  return { firstMs, secondMs };
}
