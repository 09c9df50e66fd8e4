import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { PlacesContext, PlacesReport } from "@/lib/import/places/context";
import { cloneDatabase } from "../../support/database";

type Importer = (client: pg.Client, file: string, context: PlacesContext) => Promise<PlacesReport>;

/** A database with the reference data, and imports of places each in a transaction of its own. */
export type Field = {
  url: string;
  client: pg.Client;
  /** Imports a file; given as text, it is written first. */
  run(importer: Importer, file: { path: string } | { text: string | Buffer }): Promise<PlacesReport>;
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  count(sql: string, values?: unknown[]): Promise<number>;
  close(): Promise<void>;
};

/** Real file beside the project, or null where it is not there. */
export function realFile(name: string): string | null {
  const file = fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
  return existsSync(file) ? file : null;
}

export async function openField(): Promise<Field> {
  const database = await cloneDatabase("template_reference");
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-places-"));
  const query: Field["query"] = async (sql, values = []) => (await client.query(sql, values)).rows;
  const importRun = async (sourceCode: string) => {
    const rows = await query<{ id: number }>(
      `INSERT INTO import_run (source_id, kind, file_name, file_sha256, actor, status)
       SELECT id, 'test', 'a.csv', repeat('0', 64), 'tester', 'done' FROM source WHERE code = $1 RETURNING id`,
      [sourceCode],
    );
    return rows[0]?.id ?? 0;
  };
  return {
    url: database.url,
    client,
    query,
    count: async (sql, values = []) => (await query<{ n: number }>(`SELECT count(*)::int AS n ${sql}`, values))[0]?.n ?? -1,
    run: async (importer, file) => {
      const given = "path" in file ? file.path : path.join(folder, "a.csv");
      if ("text" in file) writeFileSync(given, file.text);
      await client.query("BEGIN");
      try {
        const report = await importer(client, given, { actor: "tester", importRun });
        await client.query("COMMIT");
        return report;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    },
    close: async () => {
      await client.end();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Problems of a report as [line, reason], in the order of the file. */
export function told({ problems }: PlacesReport): [number | null, string][] {
  return problems
    .map(({ line, reason }): [number | null, string] => [line, reason])
    .sort(([a, x], [b, y]) => (a ?? 0) - (b ?? 0) || x.localeCompare(y));
}

/** Number of problems of each reason. */
export function countByReason({ problems }: PlacesReport): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of problems) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
