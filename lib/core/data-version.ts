import { db } from "./db";

/**
 * Names the state of what the portal shows: two equal names mean that a query would see the same rows. The database counts the
 * transactions that wrote such rows (migration `data_version`); the rest tells one database, one life of its server, which may
 * go back to an earlier moment, and one schema from another. Read it before the data: it may be too old for them, never too new.
 */
export async function dataVersion(): Promise<string> {
  const [row] = await db().$queryRaw<{ version: string }[]>`
    SELECT concat_ws(' ', (SELECT oid FROM pg_database WHERE datname = current_database()), pg_postmaster_start_time(),
      (SELECT max(finished_at) FROM _prisma_migrations), (SELECT coalesce(sum(writes), 0) FROM data_version)) AS version`;
  return row?.version ?? "";
}
