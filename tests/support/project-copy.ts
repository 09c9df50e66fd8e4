import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "@/lib/launcher/lock.mjs";

/** All that `npm start` reads, and the build; installed packages are shared. */
const copied = [
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
  "prisma.config.ts",
  "proxy.ts",
  "tsconfig.json",
  ".next/atlas-build",
  ".next/standalone",
];

/** A copy of the project in a folder whose name has a space, an accent and an apostrophe; a project of its own for every lock. */
export function copyProject(): { folder: string; remove(): void } {
  const parent = mkdtempSync(path.join(realpathSync(tmpdir()), "atlas-copy-"));
  chmodSync(parent, 0o755);
  const folder = path.join(parent, "l'Atlas de l’été");
  mkdirSync(folder);
  for (const name of copied) {
    const from = path.join(root, name);
    if (existsSync(from)) cpSync(from, path.join(folder, name), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** A command of the launcher under way, with what it has written. */
export type Running = { child: ChildProcess; said(): string; result(): string; ended: Promise<number | null> };

/** Runs `lib/launcher/start.mjs` as npm would; the environment has neither a database nor a language but those given. */
export function launch(folder: string, args: string[], environment: Record<string, string> = {}): Running {
  const { DATABASE_URL: _, ATLAS_DATA_DIR: __, LANG: ___, LC_ALL: ____, npm_lifecycle_event: _____, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(folder, "lib", "launcher", "start.mjs"), ...args], {
    cwd: folder,
    env: { ...inherited, LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [said, result] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdout.on("data", (chunk: Buffer) => {
    result += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, said: () => said, result: () => result, ended };
}
