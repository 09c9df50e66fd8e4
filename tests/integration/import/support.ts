import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { legacyPages } from "@/lib/import/kinds/legacy-page";
import type { FileReport, ImportReport } from "@/lib/import/report";
import { importFiles } from "@/lib/import/run";
import { cloneDatabase } from "../../support/database";
import { ownTables } from "../../support/own-tables";

/** A database with the reference data, a folder of pages, and what the tests ask of both. */
export type Place = {
  url: string;
  write(name: string, content: string | Buffer): string;
  run(...files: string[]): Promise<ImportReport>;
  dryRun(...files: string[]): Promise<ImportReport>;
  /** Writes one page and imports it. */
  importPage(name: string, content: string | Buffer): Promise<FileReport>;
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Digest of every row of every table: nothing at all was written when it stays the same. */
  state(): Promise<Record<string, string>>;
  close(): Promise<void>;
};

/** Loaded once and never touched by an import; hashing it each time would take seconds. */
const untouched = new Set(["place", "territory", "country_alias"]);

/** `whole`: with all communes and places, for what depends on how many bear a name. */
export async function openPlace({ whole }: { whole: boolean } = { whole: false }): Promise<Place> {
  const database = await cloneDatabase(whole ? "template_reference" : "template_small");
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-import-"));
  const run = (dryRun: boolean, files: string[]) => importFiles(database.url, legacyPages, files, { dryRun, actor: "tester" });
  const place: Place = {
    url: database.url,
    write: (name, content) => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    run: (...files) => run(false, files),
    dryRun: (...files) => run(true, files),
    importPage: async (name, content) => {
      const [report] = (await run(false, [place.write(name, content)])).files;
      if (!report) throw new Error("no report");
      return report;
    },
    query: async (sql, values = []) => (await client.query(sql, values)).rows,
    state: async () => {
      const tables = await client.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL($1::text[]) ORDER BY 1",
        [ownTables],
      );
      const digests: [string, string][] = [];
      for (const { name } of tables.rows) {
        const digest = untouched.has(name) ? "count(*)::text" : "md5(string_agg(digest, '' ORDER BY digest COLLATE \"C\"))";
        const { rows } = await client.query<{ digest: string | null }>(
          `SELECT ${digest} AS digest FROM (SELECT md5(t::text) AS digest FROM "${name}" t) AS rows`,
        );
        digests.push([name, rows[0]?.digest ?? ""]);
      }
      return Object.fromEntries(digests);
    },
    close: async () => {
      await client.end();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
  return place;
}

/** Lines of a report as [line, reason], in the order of the file. */
export function linesOf({ lines }: FileReport): [number | null, string][] {
  return lines
    .map(({ line, reason }): [number | null, string] => [line, reason])
    .sort(([a, x], [b, y]) => (a ?? 0) - (b ?? 0) || x.localeCompare(y));
}
