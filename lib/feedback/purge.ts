import { monthsBefore } from "@/lib/core/dates";
import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";

export type Purged = { contacts: number; texts: number };

/**
 * Erases the personal data whose time is over (docs/decisions/012-feedback.md): address and organisation of every report after
 * `feedbackContactMonths`, texts of closed ones `feedbackTextMonths` after. Number, record, kind and status stay.
 */
export async function purgeFeedback(database: Database, now: Date): Promise<Purged> {
  const contacts = await database.feedback.updateMany({
    where: {
      createdAt: { lt: monthsBefore(now, limits.feedbackContactMonths) },
      OR: [{ email: { not: null } }, { organisation: { not: null } }],
    },
    data: { email: null, organisation: null },
  });
  const texts = await database.feedback.updateMany({
    where: {
      closedAt: { lt: monthsBefore(now, limits.feedbackTextMonths) },
      OR: [{ body: { not: null } }, { evidenceUrl: { not: null } }, { note: { not: null } }],
    },
    data: { body: null, evidenceUrl: null, note: null },
  });
  return { contacts: contacts.count, texts: texts.count };
}
