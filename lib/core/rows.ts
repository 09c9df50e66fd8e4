import { db } from "./db";
import type { Prisma } from "./prisma-client/client";

/** What answers a statement with its rows: the database, or what is kept of its answers (lib/freshness/kept-answers.ts). */
export type Rows = <T>(statement: Prisma.Sql) => Promise<T[]>;

export const databaseRows: Rows = <T>(statement: Prisma.Sql) => db().$queryRaw<T[]>(statement);
