import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silent } from "@/lib/core/progress";
import { loadDemo } from "@/lib/demo/load";
import { legacyPages } from "@/lib/import/kinds/legacy-page";
import { importFiles } from "@/lib/import/run";
import { ensureBuilt } from "@/lib/launcher/build";
import { root } from "@/lib/launcher/lock.mjs";
import { startServer } from "@/lib/launcher/serve";
import { freePort, startCluster } from "@/lib/postgres/cluster";
import { loadReference } from "@/lib/reference/load";
import { migrate } from "@/prisma/migrate";

export type Portal = {
  baseUrl: string;
  databaseUrl: string;
  /** Process of the server. */
  pid: number;
  /** For tests of outages: the database comes back on the same port with the same data. */
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
  stop(): Promise<void>;
};

type PortalOptions = {
  /** False: reference data only. */
  demo?: boolean;
  environment?: Record<string, string>;
};

/** The legacy page that the shared seeds hold, where they are present. */
export const legacyPage = path.resolve(root, "..", "shared", "seeds", "legacy-project-page.txt");

async function fill(url: string, demo: boolean): Promise<void> {
  await migrate(url);
  await loadReference(url, silent);
  if (!demo) return;
  await loadDemo(url, {}, silent);
  if (existsSync(legacyPage)) await importFiles(url, legacyPages, [legacyPage], { dryRun: false, actor: "tests" }, silent);
}

/** A whole portal of its own: a new PostgreSQL in a temporary folder, data, and the built server on a free port of 127.0.0.1. */
export async function startPortal({ demo = true, environment = {} }: PortalOptions = {}): Promise<Portal> {
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-portal-"));
  // For root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const start = () =>
    startCluster({ folder: path.join(folder, "postgres"), binariesFolder: path.join(folder, "binaries"), durable: false, port });
  let cluster = await start();
  mkdirSync(path.join(root, "test-results"), { recursive: true });
  const log = openSync(path.join(root, "test-results", `server-${process.pid}.log`), "a");
  await Promise.all([fill(cluster.url, demo), ensureBuilt()]);
  const serverPort = await freePort();
  const server = await startServer({
    host: "127.0.0.1",
    port: serverPort,
    databaseUrl: cluster.url,
    publicUrl: `http://127.0.0.1:${serverPort}`,
    output: log,
    environment,
  });
  return {
    baseUrl: server.url,
    databaseUrl: cluster.url,
    pid: server.process.pid ?? 0,
    stopDatabase: () => cluster.stop(),
    startDatabase: async () => {
      cluster = await start();
    },
    stop: async () => {
      await server.stop();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
