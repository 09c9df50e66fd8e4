import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Sql } from "./bulk";
import { databaseUrl } from "./database-url";
import { limits } from "./limits";
import { statementNames } from "./prepared";
import { PrismaClient } from "./prisma-client/client";

export type Database = PrismaClient;
/** What a query needs: the client, or a transaction of it. */
export type DatabaseReader = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

export type ConnectOptions = {
  poolSize?: number;
  /** 0: none. */
  statementTimeoutMs?: number;
};

// A broken idle connection is replaced by the pool; without a listener it would end the process.
const listeners = { onPoolError: () => undefined, onConnectionError: () => undefined };

/** Settings of every connection; benchmarks of single statements set the same. */
export const sessionOptions = "-c timezone=UTC -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";

function poolConfig(url: string, { poolSize, statementTimeoutMs }: ConnectOptions): pg.PoolConfig {
  return {
    connectionString: url,
    max: poolSize ?? limits.poolSize,
    connectionTimeoutMillis: limits.connectionTimeoutMs,
    statement_timeout: statementTimeoutMs ?? limits.statementTimeoutMs,
    application_name: "atlas",
    // The adapter reads the digits of an instant and not its offset: the session must write it in UTC. Many small queries at
    // once keep every core busy: a second process for one of them takes longer to start than it saves. The data lie in memory, where
    // a page out of order costs little more than the next one; PostgreSQL expects four times as much, and reads whole tables.
    options: sessionOptions,
  };
}

/** A client of its own, for tests and commands; close it with `$disconnect()`. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const adapter = new PrismaPg(poolConfig(url, options), { ...listeners, statementNameGenerator: statementNames() });
  return new PrismaClient({ adapter });
}

/** A transaction spoken to in two ways on its one connection: the query client, and plain SQL for what is written in bulk. */
export type Transaction = { db: DatabaseReader; sql: Sql };

/** One connection for long transactions. */
export type SoleConnection = {
  transaction<T>(work: (tx: Transaction) => Promise<T>, limit: { maxWait: number; timeout: number }): Promise<T>;
  close(): Promise<void>;
};

/** Opens one connection; close it. The query client takes milliseconds for a statement in SQL, and keeps it with its parameters. */
export function connectOnce(url: string, options: Omit<ConnectOptions, "poolSize"> = {}): SoleConnection {
  const pool = new pg.Pool({ ...poolConfig(url, { ...options, poolSize: 1 }), pipeline: true });
  let taken: pg.PoolClient | undefined;
  pool.on("acquire", (client) => {
    taken = client;
  });
  const adapter = new PrismaPg(pool, { ...listeners, disposeExternalPool: true });
  const client = new PrismaClient({ adapter, queryPlanCacheMaxSize: 0 });
  return {
    transaction: (work, limit) =>
      client.$transaction(async (db) => {
        if (!taken) throw new Error("no connection was taken from the pool");
        return work({ db, sql: taken });
      }, limit),
    close: () => client.$disconnect(),
  };
}

const globals = globalThis as { atlasDatabase?: Database | undefined };

/** The client of the serving process. Kept on globalThis because Next loads this module once per bundle. */
export function db(): Database {
  globals.atlasDatabase ??= connect(databaseUrl());
  return globals.atlasDatabase;
}

/** Makes a client of a command, or a transaction of it, what queries read; undefined: the configured database again. */
export function setDb(reader: DatabaseReader | undefined): void {
  globals.atlasDatabase = reader as Database | undefined;
}

/** Closes the pool of the serving process, if it was opened. */
export async function closeDb(): Promise<void> {
  await globals.atlasDatabase?.$disconnect();
  delete globals.atlasDatabase;
}
