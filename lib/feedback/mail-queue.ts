import { type Database, db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { log } from "@/lib/core/log";
import type { FeedbackMailKind } from "@/lib/core/prisma-client/enums";
import { type Attempt, sendMail } from "@/lib/mail/transport";
import { composeMail } from "./mail-text";
import { purgeFeedback } from "./purge";
import { findReportedRecord } from "./queries";

type Claimed = { id: number; feedbackId: number; kind: FeedbackMailKind; attempts: number };

/**
 * Takes the next mail that is due and puts its next attempt off, in one statement: no other process takes it meanwhile, and
 * a process that dies while it sends leaves it to the next attempt. Pauses of 1, 4, 16 minutes … at most 12 hours.
 */
async function claim(database: Database): Promise<Claimed | undefined> {
  const [mail] = await database.$queryRaw<Claimed[]>`
    UPDATE feedback_mail SET attempts = attempts + 1,
      next_attempt_at = now() + least(interval '1 minute' * power(4, least(attempts, 6)), interval '12 hours')
    WHERE id = (
      SELECT id FROM feedback_mail WHERE sent_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now()
      ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, feedback_id AS "feedbackId", kind, attempts`;
  return mail;
}

async function attempt(database: Database, { feedbackId, kind }: Claimed): Promise<Attempt> {
  const report = await database.feedback.findUniqueOrThrow({ where: { id: feedbackId } });
  const mail = await composeMail(kind, report, findReportedRecord);
  return mail ? sendMail(mail) : { state: "refused", code: "no_address", serverDown: false };
}

async function settle(database: Database, mail: Claimed, result: Attempt): Promise<void> {
  const where = { id: mail.id };
  if (result.state === "sent") {
    await database.feedbackMail.update({ where, data: { sentAt: new Date(), lastError: null } });
    return;
  }
  const isOver = result.state === "refused" || mail.attempts >= limits.mailAttempts;
  await database.feedbackMail.update({ where, data: { lastError: result.code, ...(isOver && { givenUpAt: new Date() }) } });
  log().warn({ mail: mail.id, kind: mail.kind, code: result.code, attempts: mail.attempts, given_up: isOver }, "mail not sent");
}

/** Sends every mail that is due, one after the other; stops where the server does not answer. Returns how many were sent. */
export async function deliverMails(database: Database = db()): Promise<number> {
  let sent = 0;
  for (let mail = await claim(database); mail; mail = await claim(database)) {
    const result = await attempt(database, mail);
    await settle(database, mail, result);
    if (result.state === "sent") sent += 1;
    else if (result.serverDown) break;
  }
  return sent;
}

/** Sends what is due beside the answer to a visitor, who neither waits for it nor sees it fail: the timer tries again. */
export function deliverSoon(): void {
  if (!env().SMTP_URL) return;
  deliverMails().catch((error: Error) => log().warn({ error: error.name }, "mails not looked at"));
}

/** Until the process ends: mail that waits, also from before a restart, and personal data whose time is over. */
export function startMailTimer(): void {
  let purgedOn = 0;
  const look = async () => {
    const day = Math.floor(Date.now() / 86_400_000);
    if (day !== purgedOn) await purgeFeedback(db(), new Date());
    purgedOn = day;
    deliverSoon();
  };
  const tick = () => void look().catch((error: Error) => log().warn({ error: error.name }, "reports not looked at"));
  tick();
  setInterval(tick, limits.mailTimerMs).unref();
}
