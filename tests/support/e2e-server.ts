import { mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "@/lib/launcher/build";
import { root } from "@/lib/launcher/lock.mjs";
import { startServer } from "@/lib/launcher/serve";
import { freePort, startCluster } from "@/lib/postgres/cluster";
import type { ClusterFolder } from "./cluster-folder.mjs";

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
  /** No other PostgreSQL may run there. */
  place: ClusterFolder;
  /** Makes the data in a new PostgreSQL, whose address is given, and tells the address of the database that holds them. */
  fill(clusterUrl: string): Promise<string>;
  environment?: Record<string, string>;
};

/** A whole portal of its own: a PostgreSQL, data, and the built server on a free port of 127.0.0.1. */
export async function startPortal({ place, fill, environment = {} }: PortalOptions): Promise<Portal> {
  const port = await freePort();
  const start = () => startCluster({ ...place.folders, durable: false, port });
  let cluster = await start();
  mkdirSync(path.join(root, "test-results"), { recursive: true });
  const log = openSync(path.join(root, "test-results", `server-${process.pid}.log`), "a");
  const [databaseUrl] = await Promise.all([fill(cluster.url), ensureBuilt()]);
  const serverPort = await freePort();
  const server = await startServer({
    host: "127.0.0.1",
    port: serverPort,
    databaseUrl,
    publicUrl: `http://127.0.0.1:${serverPort}`,
    output: log,
    environment,
  });
  return {
    baseUrl: server.url,
    databaseUrl,
    pid: server.process.pid ?? 0,
    stopDatabase: () => cluster.stop(),
    startDatabase: async () => {
      cluster = await start();
    },
    stop: async () => {
      await server.stop();
      await cluster.stop();
      place.remove();
    },
  };
}
