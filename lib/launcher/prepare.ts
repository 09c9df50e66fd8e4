import path from "node:path";
import pg from "pg";
import { z } from "zod";
import type { Progress } from "@/lib/core/progress";
import { loadDemo } from "@/lib/demo/load";
import { loadReference } from "@/lib/reference/load";
import { migrate } from "@/prisma/migrate";
import { readState, writeState } from "./data-folder";
import type { OpenDatabase } from "./database";
import { fingerprint } from "./fingerprint";

/** What was loaded, per database: the version of the reference data, and whether demo records were ever loaded. */
const preparedSchema = z.record(z.string(), z.object({ reference: z.string().optional(), demo: z.boolean().optional() }));

/** A database of its own is told apart by its place, not by its password. */
function keyOf(database: OpenDatabase): string {
  if (database.embedded) return "embedded";
  const { hostname, port, pathname } = new URL(database.url);
  return `${hostname}:${port || 5432}${pathname}`;
}

type Prepared = { reference?: string | undefined; demo?: boolean | undefined };

function memoryOf(database: OpenDatabase) {
  const file = path.join(database.folder, "prepared.json");
  const prepared = readState(file, preparedSchema) ?? {};
  const key = keyOf(database);
  const remember = (change: Prepared) => {
    prepared[key] = { ...prepared[key], ...change };
    writeState(file, prepared);
  };
  return { known: (): Prepared => prepared[key] ?? {}, remember };
}

/** A restored database holds what its backup held: the next start adds no demo records. */
export function rememberRestored(database: OpenDatabase): void {
  memoryOf(database).remember({ demo: true });
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function holdsReferenceData(url: string): Promise<boolean> {
  const found = await connected(url, (client) => client.query("SELECT FROM territory LIMIT 1"));
  return Boolean(found.rowCount);
}

/**
 * Brings a database to what the portal needs: migrations, reference data when they are missing or changed with this
 * version, and, in the embedded database only and only once (`atlas demo wipe` is not undone), the demo records.
 */
export async function prepareDatabase(database: OpenDatabase, onProgress: Progress): Promise<void> {
  const { known, remember } = memoryOf(database);
  await migrate(database.url);
  const reference = fingerprint(["lib/reference", "package-lock.json"]);
  if (known().reference !== reference || !(await holdsReferenceData(database.url))) {
    await loadReference(database.url, onProgress);
    remember({ reference });
  }
  if (database.embedded && !known().demo) {
    await loadDemo(database.url, {}, onProgress);
    remember({ demo: true });
  }
}
