import { db } from "@/lib/core/db";

/** Names of the migrations of this version, written at build time (next.config.ts): the server carries no folder of them. */
const expected = (process.env.ATLAS_MIGRATIONS ?? "").split(",").filter(Boolean);

export type Readiness = { ready: boolean; checks: { database: boolean; migrations: boolean } };

/** Asks the database, never throws. */
export async function checkReadiness(): Promise<Readiness> {
  try {
    const rows = await db().$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map((row) => row.migration_name));
    const migrations = expected.every((name) => applied.has(name));
    return { ready: migrations, checks: { database: true, migrations } };
  } catch (error) {
    // A database without the table answers, but was never migrated.
    const database = /_prisma_migrations|42P01/.test(String((error as Error).message));
    return { ready: false, checks: { database, migrations: false } };
  }
}
