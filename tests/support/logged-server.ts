import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { ensureBuilt } from "@/lib/launcher/build";
import { type Server, startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { cloneDatabase } from "./database";
import { ensureTestRecords } from "./test-records";

export type LoggedServer = Server & {
  /** The lines of its log, as far as they are written. */ lines(): Record<string, unknown>[];
};

/** A database of its own, with reference data and the records of the suites, and built servers on it whose log can be read. */
export type Workshop = {
  url: string;
  sql: pg.Client;
  serve(environment?: Record<string, string>): Promise<LoggedServer>;
  close(): Promise<void>;
};

/** Makes the workshop; close it with `close()`, after its servers. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-workshop-"));
  const [database] = await Promise.all([cloneDatabase("template_reference"), ensureBuilt()]);
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await ensureTestRecords(sql);
  let servers = 0;
  const serve = async (environment: Record<string, string> = {}) => {
    servers += 1;
    const file = path.join(folder, `${servers}.log`);
    const port = await freePort();
    const output = openSync(file, "a");
    const publicUrl = `http://localhost:${port}`;
    const server = await startServer({ host: "localhost", port, databaseUrl: database.url, publicUrl, output, environment });
    const lines = () =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    return { ...server, lines };
  };
  const close = async () => {
    await sql.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: database.url, sql, serve, close };
}
