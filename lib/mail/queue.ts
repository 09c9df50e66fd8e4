import { type Database, db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { log } from "@/lib/core/log";
import { Prisma } from "@/lib/core/prisma-client/client";
import { doNowAndThen } from "@/lib/core/timer";
import { type Attempt, type Mail, sendMail } from "./transport";

/** A table of mails to be sent: the columns of `feedback_mail`, and the one that says what a mail belongs to. */
export type MailQueue<Kind extends string = string> = {
  table: "feedback_mail" | "relay_mail" | "account_mail" | "verification_mail";
  owner: "feedback_id" | "message_id" | "link_id" | "verification_id";
  /** The mail of a kind; null when there is nobody to send it to, because the address was erased or is known no more. */
  compose(database: Database, owner: number, kind: Kind): Promise<Mail | null>;
  /** What to do when the server says that there is no such address. */
  refused?(database: Database, address: string, kind: Kind): Promise<void>;
};

type Claimed = { id: number; owner: number; kind: string; attempts: number };

/**
 * Takes the next mail that is due and puts its next attempt off, in one statement: no other process takes it meanwhile, and
 * a process that dies while it sends leaves it to the next attempt. Pauses of 1, 4, 16 minutes … at most 12 hours.
 */
async function claim(database: Database, queue: MailQueue): Promise<Claimed | undefined> {
  const [table, owner] = [Prisma.raw(queue.table), Prisma.raw(queue.owner)];
  const [mail] = await database.$queryRaw<Claimed[]>`
    UPDATE ${table} SET attempts = attempts + 1,
      next_attempt_at = now() + least(interval '1 minute' * power(4, least(attempts, 6)), interval '12 hours')
    WHERE id = (
      SELECT id FROM ${table} WHERE sent_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now()
      ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, ${owner} AS owner, kind::text AS kind, attempts`;
  return mail;
}

async function attempt(database: Database, queue: MailQueue, { owner, kind }: Claimed): Promise<Attempt> {
  const mail = await queue.compose(database, owner, kind);
  if (!mail) return { state: "refused", code: "no_address", serverDown: false };
  const result = await sendMail(mail);
  if (result.state === "refused" && result.ofAddress) await queue.refused?.(database, mail.to, kind);
  return result;
}

async function settle(database: Database, { table }: MailQueue, mail: Claimed, result: Attempt): Promise<void> {
  const isSent = result.state === "sent";
  const isOver = !isSent && (result.state === "refused" || mail.attempts >= limits.mailAttempts);
  const code = isSent ? null : result.code;
  await database.$executeRaw`UPDATE ${Prisma.raw(table)} SET last_error = ${code},
    sent_at = CASE WHEN ${isSent} THEN now() END, given_up_at = CASE WHEN ${isOver} THEN now() END WHERE id = ${mail.id}`;
  if (!isSent)
    log().warn(
      { queue: table, mail: mail.id, kind: mail.kind, code, attempts: mail.attempts, given_up: isOver },
      "mail not sent",
    );
}

/** Sends every mail that is due, one after the other; stops where the server does not answer. Returns how many were sent. */
export async function deliverQueue(queue: MailQueue, database: Database = db()): Promise<number> {
  let sent = 0;
  for (let mail = await claim(database, queue); mail; mail = await claim(database, queue)) {
    const result = await attempt(database, queue, mail);
    await settle(database, queue, mail, result);
    if (result.state === "sent") sent += 1;
    else if (result.serverDown) break;
  }
  return sent;
}

/** Sends what is due beside the answer to a visitor, who neither waits for it nor sees it fail: the timer tries again. */
export function deliverSoon(queue: MailQueue): void {
  if (!env().SMTP_URL) return;
  deliverQueue(queue).catch((error: Error) => log().warn({ error: error.name }, "mails not looked at"));
}

/** A queue, and what erases the personal data of its owners whose time is over. */
export type Served = { queue: MailQueue; purge(database: Database, now: Date): Promise<unknown> };

/** Until the process ends: mail that waits, also from before a restart, and once a day personal data whose time is over. */
export function startMailTimer(served: readonly Served[]): void {
  const purgedOn = new Map<Served, number>();
  const look = async (each: Served) => {
    const day = Math.floor(Date.now() / 86_400_000);
    if (purgedOn.get(each) !== day) await each.purge(db(), new Date());
    purgedOn.set(each, day);
    deliverSoon(each.queue);
  };
  for (const each of served) doNowAndThen(() => look(each), limits.mailTimerMs, "mails not looked at");
}
