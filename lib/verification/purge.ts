import { monthsBefore } from "@/lib/core/dates";
import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";

/** Forgets who was asked `verifyKeptMonths` ago, and what they answered. Returns how many. */
export async function purgeVerifications(database: Database, now: Date): Promise<number> {
  const { count } = await database.verification.deleteMany({
    where: { createdAt: { lt: monthsBefore(now, limits.verifyKeptMonths) } },
  });
  return count;
}
