import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { loadDemo } from "@/lib/demo/load";
import { startCluster } from "@/lib/postgres/cluster";
import { loadReference } from "@/lib/reference/load";
import { migrate } from "@/prisma/migrate";
import type { Closing } from "./closing";
import { timed } from "./figures";

export type Databases = {
  version: string;
  urlOf(name: string): string;
  /** A copy of a database that nobody is connected to. */
  clone(from: string, to: string): Promise<string>;
  /** Processor time of all connections that have ended, in milliseconds. */
  endedMs(): number;
};

/** The embedded PostgreSQL with its production settings, in a folder of its own. */
export async function openDatabases(folder: string, closing: Closing): Promise<Databases> {
  const cluster = await startCluster({
    folder: path.join(folder, "cluster"),
    binariesFolder: path.join(folder, "binaries"),
    durable: true,
  });
  closing.add(() => cluster.stop());
  const urlOf = (name: string) => {
    const url = new URL(cluster.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  const [row] = await query<{ version: string }>(cluster.url, "SELECT current_setting('server_version') AS version");
  const create = async (name: string, template: string) => {
    const statement = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`;
    await query(urlOf("postgres"), statement);
    return urlOf(name);
  };
  const [server = ""] = readFileSync(path.join(folder, "cluster", "data", "postmaster.pid"), "utf8").split("\n");
  return { version: row?.version ?? "", urlOf, clone: (from, to) => create(to, from), endedMs: () => childrenMs(server) };
}

/** Linux counts the processor time of processes in hundredths of a second. */
const tickMs = 10;

/** Processor time of the children of a process that have ended (proc(5): cutime and cstime). */
function childrenMs(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return tickMs * (Number(fields[13]) + Number(fields[14]));
}

/** One statement over a connection of its own. */
export async function query<T extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export type ReferenceTimes = { migrateMs: number; firstMs: number; secondMs: number; rows: number };

/** Makes the database `name` with the reference data, loaded twice. */
export async function prepareReference(databases: Databases, name: string): Promise<ReferenceTimes> {
  const url = await databases.clone("template1", name);
  const migrated = await timed(() => migrate(url));
  const first = await timed(() => loadReference(url));
  const second = await timed(() => loadReference(url));
  const changed = second.result.filter((table) => table.inserted + table.updated > 0);
  if (changed.length > 0) throw new Error(`a second load changed ${changed.map(({ table }) => table).join(", ")}`);
  return {
    migrateMs: migrated.ms,
    firstMs: first.ms,
    secondMs: second.ms,
    rows: first.result.reduce((sum, table) => sum + table.inserted, 0),
  };
}

export type DemoTimes = { ms: number; projects: number };

/** Loads demo records into a database with reference data, and leaves it as autovacuum would a minute later. */
export async function prepareDemo(url: string, projects: number): Promise<DemoTimes> {
  const { ms } = await timed(() => loadDemo(url, { projects }));
  await query(url, "VACUUM (ANALYZE)");
  const [row] = await query<{ count: number }>(url, "SELECT count(*)::int AS count FROM project");
  return { ms, projects: row?.count ?? 0 };
}
