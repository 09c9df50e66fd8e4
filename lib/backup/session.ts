import pg from "pg";
import { migrationLock } from "@/prisma/migrate";

/** Settings that rows as text depend on, and those that would cut long work. */
const settings = `
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL timezone = 'UTC';
  SET LOCAL datestyle = 'ISO, YMD';
  SET LOCAL intervalstyle = 'postgres';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL synchronize_seqscans = off;
  SET LOCAL lock_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0`;

/** Runs `work` on a connection of its own, in which nothing is timed out. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas backup" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SET statement_timeout = 0");
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs `work` in one transaction that reads: one snapshot, during which no migration begins. */
export function reading<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return onConnection(url, async (client) => {
    await client.query("SELECT pg_advisory_lock_shared($1)", [migrationLock]);
    return inTransaction(client, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
  });
}

/** Runs `work` in one transaction that writes, beside no migration, backup or other restore. */
export function writing<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return onConnection(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    return inTransaction(client, "BEGIN", work);
  });
}

/** A failure ends the connection, and with it the transaction: nothing else is done on it. */
async function inTransaction<T>(client: pg.Client, begin: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  await client.query(begin);
  await client.query(settings);
  const result = await work(client);
  await client.query("COMMIT");
  return result;
}
