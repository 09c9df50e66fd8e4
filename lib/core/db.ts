import { PrismaPg } from "@prisma/adapter-pg";
import { databaseUrl } from "./database-url";
import { limits } from "./limits";
import { PrismaClient } from "./prisma-client/client";

export type Database = PrismaClient;
/** What a query needs: the client, or a transaction of it. */
export type DatabaseReader = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

export type ConnectOptions = {
  poolSize?: number;
  /** 0: none. */
  statementTimeoutMs?: number;
  /** Prepared queries that the client keeps; those in SQL are kept with their parameters, which for bulk writes are megabytes. */
  keptQueries?: number;
};

/** A client of its own, for tests and commands; close it with `$disconnect()`. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const statementTimeout = options.statementTimeoutMs ?? limits.statementTimeoutMs;
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: options.poolSize ?? limits.poolSize,
      connectionTimeoutMillis: limits.connectionTimeoutMs,
      statement_timeout: statementTimeout,
      application_name: "atlas",
      // The adapter reads the digits of an instant and not its offset: the session must write it in UTC.
      options: "-c timezone=UTC",
    },
    // A broken idle connection is replaced by the pool; without a listener it would end the process.
    { onPoolError: () => undefined, onConnectionError: () => undefined },
  );
  const { keptQueries } = options;
  return new PrismaClient({ adapter, ...(keptQueries === undefined ? {} : { queryPlanCacheMaxSize: keptQueries }) });
}

const globals = globalThis as { atlasDatabase?: Database };

/** The client of the serving process. Kept on globalThis because Next loads this module once per bundle. */
export function db(): Database {
  globals.atlasDatabase ??= connect(databaseUrl());
  return globals.atlasDatabase;
}

/** Closes the pool of the serving process, if it was opened. */
export async function closeDb(): Promise<void> {
  await globals.atlasDatabase?.$disconnect();
  delete globals.atlasDatabase;
}
