import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";

/**
 * Erases what visitors wrote, with their names and addresses, `relayTextDays` after the last of its mails was sent, and
 * `relayStuckDays` after it was written whatever became of it (docs/decisions/028-directory-and-relay.md). Returns how many.
 */
export async function purgeLetters(database: Database, now: Date): Promise<number> {
  return database.$executeRaw`
    UPDATE relay_message m SET name = NULL, email = NULL, subject = NULL, body = NULL
    WHERE body IS NOT NULL AND (
      created_at < ${now}::timestamptz - make_interval(days => ${limits.relayStuckDays}::int)
      OR (SELECT bool_and(sent_at < ${now}::timestamptz - make_interval(days => ${limits.relayTextDays}::int)) FROM relay_mail
          WHERE message_id = m.id AND NOT (kind = 'copy' AND given_up_at IS NOT NULL)))`;
}
