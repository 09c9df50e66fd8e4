import { db } from "./db";

/**
 * Names the state of what the portal shows: two equal names mean that a query would see the same rows. The database counts the
 * transactions that wrote such rows (migration `data_version`); the rest tells one database, one life of its server, which may
 * go back to an earlier moment, and one schema from another. Read it before the data: it may be too old for them, never too new.
 */
export async function dataVersion(): Promise<string> {
  const { life, writes } = await dataState();
  return `${life} ${writes}`;
}

/**
 * The same in its parts: `life` of the database, `writes` that there were in it, and what a query sees of other transactions now
 * (`touchedSince`).
 */
export type DataState = { life: string; writes: string; snapshot: string };

export async function dataState(): Promise<DataState> {
  const [row] = await db().$queryRaw<DataState[]>`
    SELECT concat_ws(' ', (SELECT oid FROM pg_database WHERE datname = current_database()), pg_postmaster_start_time(),
      (SELECT max(finished_at) FROM _prisma_migrations)) AS life,
      (SELECT coalesce(sum(writes), 0) FROM data_version)::text AS writes, pg_current_snapshot()::text AS snapshot`;
  if (!row) throw new Error("no state of the database");
  return row;
}

/** True when a transaction that a snapshot did not see yet touched one of these tags (migration `touched`), or anything. */
export async function touchedSince(snapshot: string, tags: readonly string[]): Promise<boolean> {
  const [row] = await db().$queryRaw<{ touched: boolean }[]>`
    SELECT EXISTS (SELECT FROM touched WHERE xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
      AND NOT pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot) AND tags && ${["*", ...tags]}::text[]) AS touched`;
  return row?.touched ?? true;
}
