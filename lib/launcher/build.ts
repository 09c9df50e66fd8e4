import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fingerprint } from "./fingerprint";
import { type Holder, type Lock, projectLock, root, takeLock } from "./lock.mjs";

/** Everything that the built portal is made from. */
const sources = [
  "app",
  "components",
  "lib",
  "messages",
  "prisma",
  "instrumentation.ts",
  "next.config.ts",
  "page-cache.mjs",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/** What starts and commands the portal is no part of it (decision 001). */
const outside = ["lib/launcher", "lib/cli", "lib/postgres"];

/** The server that `next build` makes, with all that it needs to run. */
export const standalone = path.join(root, ".next", "standalone");
const mark = path.join(root, ".next", "atlas-build");
export const followParent = fileURLToPath(new URL("./follow-parent.mjs", import.meta.url));

/** The build ended with an error; `output` is what Next said, its end only. */
export class BuildFailed extends Error {
  constructor(readonly output: string) {
    super(`the build failed:\n${output}`);
    this.name = "BuildFailed";
  }
}

function current(): string {
  return `${fingerprint(sources, outside)} node ${process.versions.node.split(".")[0]}`;
}

/** True when the built portal was made from the sources as they are now. */
export function isBuilt(): boolean {
  return existsSync(path.join(standalone, "server.js")) && existsSync(mark) && readFileSync(mark, "utf8") === current();
}

function runNextBuild(signal: AbortSignal | undefined): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  // The build must not depend on the machine: it takes no database and no address from the environment.
  const { DATABASE_URL: _, ...environment } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", followParent, next, "build"], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8_000);
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const abort = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", abort, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", abort);
      if (code === 0) resolve();
      else reject(new BuildFailed(output.trim()));
    });
  });
}

/** The standalone server serves its files from beside itself, but `next build` leaves them where they were. */
function completeStandalone(): void {
  const files = path.join(".next", "static");
  if (!existsSync(path.join(root, files))) return;
  mkdirSync(path.join(standalone, files), { recursive: true });
  cpSync(path.join(root, files), path.join(standalone, files), { recursive: true });
}

/** A portal serves the present build, which a new one would take away from under it. */
export class BuildInUse extends Error {
  constructor(readonly holder: Holder) {
    super("the present build is being served");
    this.name = "BuildInUse";
  }
}

/** The lock of the project for the time of a build: ours already, or taken here. Others' builds are waited for. */
async function lockForBuild(): Promise<Lock | undefined> {
  for (;;) {
    const lock = await takeLock(projectLock, () => ({ pid: process.pid, command: "build" }));
    if (!lock.holder) return lock;
    if (lock.holder.pid === process.pid) return undefined;
    if (lock.holder.command !== "build" && !lock.holder.stopping) throw new BuildInUse(lock.holder);
    await wait(300);
  }
}

type BuildOptions = { signal?: AbortSignal; onStart?: () => void };

/** Builds the portal unless the present build was made from these sources. Throws BuildFailed, BuildInUse and the signal's reason. */
export async function ensureBuilt(options: BuildOptions = {}): Promise<void> {
  if (isBuilt()) return;
  const lock = await lockForBuild();
  try {
    // Another process may have built while we waited.
    if (!isBuilt()) await build(options);
  } finally {
    lock?.release();
  }
}

async function build({ signal, onStart }: BuildOptions): Promise<void> {
  signal?.throwIfAborted();
  onStart?.();
  rmSync(mark, { force: true });
  // Taken before the build: a source that changes meanwhile makes the next start build again.
  const made = current();
  await runNextBuild(signal);
  completeStandalone();
  writeFileSync(mark, made);
}
