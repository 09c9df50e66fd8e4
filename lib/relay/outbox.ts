import type { Database } from "@/lib/core/db";
import type { RelayMailKind } from "@/lib/core/prisma-client/enums";

/** A mail that did not leave yet: nothing of it says who wrote, or what. */
export type StuckMail = {
  number: string;
  publicId: string;
  kind: RelayMailKind;
  state: "waiting" | "givenUp";
  attempts: number;
  lastError: string | null;
  createdAt: Date;
};

/** Lines read from the database at a time. */
const batchSize = 500;

/** Mails that wait or were given up, oldest first, as long as what they hold is not erased. */
export async function* listOutbox(database: Database): AsyncGenerator<StuckMail> {
  for (let after = 0; ; ) {
    const rows = await database.relayMail.findMany({
      where: { id: { gt: after }, sentAt: null, message: { body: { not: null } } },
      select: {
        ...{ id: true, kind: true, attempts: true, lastError: true, givenUpAt: true },
        message: { select: { number: true, publicId: true, createdAt: true } },
      },
      orderBy: { id: "asc" },
      take: batchSize,
    });
    for (const { id, givenUpAt, message, ...mail } of rows) {
      yield { ...mail, ...message, state: givenUpAt ? "givenUp" : "waiting" };
      after = id;
    }
    if (rows.length < batchSize) return;
  }
}

/** Lets mails of a message that were given up be tried again, from the first pause on. Returns how many. */
export async function retryMails(database: Database, number: string): Promise<number> {
  const { count } = await database.relayMail.updateMany({
    where: { sentAt: null, givenUpAt: { not: null }, message: { number, body: { not: null } } },
    data: { givenUpAt: null, attempts: 0, nextAttemptAt: new Date() },
  });
  return count;
}
