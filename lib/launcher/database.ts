import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/core/env";
import { startCluster } from "@/lib/postgres/cluster";
import { makeDataFolder, readState, runningFile, runningSchema, writeState } from "./data-folder";
import { type Holder, takeLock } from "./lock.mjs";

/** A command that holds the embedded database as long as it serves, and lends it to others. */
const serving = ["start", "dev"];

export type OpenDatabase = {
  url: string;
  /** False for the operator's own PostgreSQL. */
  embedded: boolean;
  /** Where the launcher remembers what it did. */
  folder: string;
  close(): Promise<void>;
};

/** Another process works with the embedded database and does not lend it. */
export class DatabaseInUse extends Error {
  constructor(readonly holder: Holder) {
    super(`the database is in use by process ${holder.pid ?? "?"}`);
    this.name = "DatabaseInUse";
  }
}

type Options = { command: string; url?: string; isStopping?: () => boolean; onWait?: (holder: Holder) => void };

/**
 * The database of DATABASE_URL; else the embedded one: that of the running portal, or our own until `close()`.
 * A command waits for another command; the portal refuses to start beside one. Throws DatabaseInUse and ClusterError.
 */
export async function openDatabase(options: Options): Promise<OpenDatabase> {
  const folder = makeDataFolder();
  const own = env().DATABASE_URL;
  if (own) return { url: own, embedded: false, folder, close: async () => undefined };
  const describe = (): Holder => ({
    pid: process.pid,
    command: options.command,
    ...(options.url ? { url: options.url } : {}),
    stopping: options.isStopping?.() ?? false,
  });
  for (let told = false; ; await wait(300)) {
    const lock = await takeLock(`data:${folder}`, describe);
    if (!lock.holder) return startOwn(folder, () => lock.release());
    const { holder } = lock;
    if (serving.includes(holder.command ?? "") && !holder.stopping) {
      if (options.command === "start") throw new DatabaseInUse(holder);
      const running = readState(runningFile(folder), runningSchema);
      if (running && running.pid === holder.pid)
        return { url: running.url, embedded: true, folder, close: async () => undefined };
      // The portal is still starting, or its state file belongs to a user whose files we may not read.
      if (existsSync(runningFile(folder)) && !running) throw new DatabaseInUse(holder);
    } else if (options.command === "start" && !holder.stopping) throw new DatabaseInUse(holder);
    if (!told) options.onWait?.(holder);
    told = true;
  }
}

async function startOwn(folder: string, release: () => void): Promise<OpenDatabase> {
  const file = runningFile(folder);
  try {
    // What a killed run left here is not ours.
    rmSync(file, { force: true });
    const cluster = await startCluster({
      folder: path.join(folder, "postgres"),
      binariesFolder: path.join(folder, "binaries"),
      durable: true,
    });
    writeState(file, { pid: process.pid, url: cluster.url });
    const close = async () => {
      rmSync(file, { force: true });
      await cluster.stop();
      release();
    };
    return { url: cluster.url, embedded: true, folder, close };
  } catch (error) {
    release();
    throw error;
  }
}
