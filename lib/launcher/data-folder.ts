import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/core/env";
import { ClusterError } from "@/lib/postgres/errors";
import { isReachableByOthers, isRoot } from "@/lib/postgres/identity";
import { root } from "./lock.mjs";

/**
 * Folder of the embedded PostgreSQL and of what the launcher remembers. For root, whose PostgreSQL runs as another user,
 * a project in a private home keeps its data in /var/lib/atlas, unless data of the home's owner are already there.
 */
export function dataFolder(): string {
  const chosen = env().ATLAS_DATA_DIR;
  if (chosen) return path.resolve(root, chosen);
  const inProject = path.join(root, ".atlas");
  if (!isRoot || isReachableByOthers(root) || existsSync(path.join(inProject, "postgres", "data"))) return inProject;
  return path.join("/var/lib/atlas", createHash("sha256").update(root).digest("hex").slice(0, 12));
}

/** Makes the data folder. For root, others may enter (not list) it: PostgreSQL's user must reach its own folder inside. */
export function makeDataFolder(): string {
  const folder = dataFolder();
  try {
    const made = mkdirSync(folder, { recursive: true });
    if (isRoot && made) for (let at = folder; at.length >= made.length; at = path.dirname(at)) chmodSync(at, 0o711);
  } catch (error) {
    throw new ClusterError("folder_refused", folder, (error as Error).message);
  }
  return folder;
}

/** Reads a JSON file of the launcher; undefined when absent, half written or of an older form. */
export function readState<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** Writes a JSON file that only its owner reads, whole or not at all. */
export function writeState(file: string, state: unknown): void {
  const fresh = `${file}.${process.pid}`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600, flag: "wx" });
  renameSync(fresh, file);
}

/** The running cluster: who runs it and its address, which holds the password. */
export const runningSchema = z.object({ pid: z.number(), url: z.string() });
export const runningFile = (folder: string) => path.join(folder, "running.json");
