import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { loadDemo } from "@/lib/demo/load";
import { legacyPages } from "@/lib/import/kinds/legacy-page";
import { importFiles } from "@/lib/import/run";
import { fixture, hasSeed, seedFile } from "../../fixtures/legacy-page/pages";
import { cloneDatabase } from "../../support/database";
import { createEmptyDatabase } from "../../support/empty-database";
import { ownTables } from "../../support/own-tables";
import { ensureTestRecords } from "../../support/test-records";

/** Runs `work` on a connection of its own. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The databases and the folder of a test file. */
export type Stage = {
  folder: string;
  file(name: string): string;
  /** Reference data (all, where asked for), demo records, an imported page, records with people of every visibility, hostile texts. */
  filled(projects: number, options?: { whole: boolean }): Promise<string>;
  migrated(): Promise<string>;
  empty(): Promise<string>;
  close(): Promise<void>;
};

export function openStage(): Stage {
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-backup-"));
  const drops: (() => Promise<void>)[] = [];
  const kept = ({ url, drop }: { url: string; drop(): Promise<void> }) => {
    drops.push(drop);
    return url;
  };
  const file = (name: string) => path.join(folder, name);
  return {
    folder,
    file,
    empty: async () => kept(await createEmptyDatabase()),
    migrated: async () => kept(await cloneDatabase()),
    filled: async (projects, { whole } = { whole: false }) => {
      const url = kept(await cloneDatabase(whole ? "template_reference" : "template_small"));
      await loadDemo(url, { projects });
      writeFileSync(file("page.txt"), fixture("complete"));
      const { counts } = await importFiles(url, legacyPages, hasSeed ? [seedFile, file("page.txt")] : [file("page.txt")], {
        dryRun: false,
        actor: "tester",
      });
      if (counts.created !== (hasSeed ? 2 : 1)) throw new Error("the legacy pages were not imported");
      await onDatabase(url, ensureTestRecords);
      return url;
    },
    close: async () => {
      for (const drop of drops) await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Name, number of rows and digest of the rows of every table but those of the database itself. */
export function tables(url: string): Promise<{ name: string; rows: number; digest: string }[]> {
  return onDatabase(url, async (client) => {
    const names = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1::text[]) ORDER BY 1",
      [ownTables],
    );
    const found = [];
    for (const { name } of names.rows) {
      const { rows } = await client.query<{ rows: number; digest: string }>(
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text COLLATE "C"), '')) AS digest FROM "${name}" t`,
      );
      found.push({ name, rows: rows[0]?.rows ?? -1, digest: rows[0]?.digest ?? "" });
    }
    return found;
  });
}

/** Whatever the database keeps to beside the rows: columns, constraints, triggers and whether they are on, indexes, sequences. */
export function rules(url: string): Promise<string[]> {
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      SELECT format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
        FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT format('constraint %s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT format('trigger %s %s', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      ORDER BY 1`);
    return rows.map((row) => row.line);
  });
}

/** State of every sequence. */
export function sequences(url: string): Promise<{ name: string; last: string; called: boolean }[]> {
  return onDatabase(url, async (client) => {
    const names = await client.query<{ name: string }>(
      "SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> ALL($1::text[]) ORDER BY 1",
      [ownTables.map((table) => `${table}_id_seq`)],
    );
    const found = [];
    for (const { name } of names.rows) {
      const { rows } = await client.query<{ last: string; called: boolean }>(
        `SELECT last_value::text AS last, is_called AS called FROM "${name}"`,
      );
      found.push({ name, last: rows[0]?.last ?? "", called: rows[0]?.called ?? false });
    }
    return found;
  });
}
