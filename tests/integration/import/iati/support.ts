import { sqlOf } from "@/lib/core/bulk";
import { connect, type Database } from "@/lib/core/db";
import type { OrganisationEntry, ProjectDraft } from "@/lib/import/draft";
import { loadIatiLists } from "@/lib/import/match/iati-lists";
import { loadLookups } from "@/lib/import/match/lookups";
import type { Problem } from "@/lib/import/reasons";
import type { SourceRecord } from "@/lib/import/source";
import { iatiSourceCode, readIati } from "@/lib/import/sources/iati";
import { cloneDatabase } from "../../../support/database";

/** A database with the reference data, and what reading a file against it gives. */
export type Reading = { records: SourceRecord[]; told: Problem[] };
export type Place = {
  db: Database;
  /** Loads the lookups anew: nothing of an earlier reading is known. */
  read(file: string, schemas?: string): Promise<Reading>;
  close(): Promise<void>;
};

export async function openPlace(): Promise<Place> {
  const database = await cloneDatabase("template_small");
  const db = connect(database.url, { poolSize: 1, statementTimeoutMs: 60_000 });
  return {
    db,
    read: async (file, schemas) => {
      const lookups = await loadLookups(db, iatiSourceCode);
      const memory = await loadIatiLists(db);
      const told: Problem[] = [];
      const records: SourceRecord[] = [];
      const tell = (problem: Problem) => told.push(problem);
      const given = schemas === undefined ? {} : { schemas };
      for await (const record of readIati({ file, tx: { db, sql: sqlOf(db) }, lookups, memory, tell, ...given }))
        records.push(record);
      return { records, told };
    },
    close: async () => {
      await db.$disconnect();
      await database.drop();
    },
  };
}

/** Problems as [line, column, reason, value]. */
export function problemsOf({ problems }: SourceRecord): [number | null, string | null, string, string][] {
  return problems.map(({ line, column, reason, value }) => [line, column, reason, value]);
}

export function nameOf({ name, kindCode, countryCode }: OrganisationEntry): string {
  return `${name} (${kindCode}, ${countryCode ?? "–"})`;
}

/** Funding lines as "kind year amount currency funder". */
export function fundingOf({ funding }: ProjectDraft): string[] {
  return funding.map(({ kind, year, amount, currency, funder }) => [kind, year, amount, currency, funder.name].join(" "));
}
