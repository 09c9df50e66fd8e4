import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { type Asking, readWhom, type Whom } from "./whom";

const dayMs = 24 * 3_600_000;
const columnOf = { d: "postId", b: "officeId", c: "contactId" } as const;

/**
 * Writes a letter to everybody who is due, which the queue sends. One command at a time: two of them would ask the same people. Returns
 * everybody who might be asked, with what became of it.
 */
export async function askContacts(database: Database, asking: Asking): Promise<Whom[]> {
  const { now } = asking;
  return database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('atlas contacts verify'))`;
      const all = await readWhom(transaction, asking);
      const expiresAt = new Date(now.getTime() + limits.verifyLinkDays * dayMs);
      const letters = await transaction.verification.createManyAndReturn({
        data: all
          .filter(({ state }) => state === "due")
          .map(({ kind, key, language }) => ({ [columnOf[kind]]: key, language, createdAt: now, expiresAt })),
        select: { id: true },
      });
      await transaction.verificationMail.createMany({
        data: letters.map(({ id }) => ({ verificationId: id, kind: "request" as const, nextAttemptAt: now })),
      });
      return all;
    },
    { timeout: 60_000 },
  );
}
