import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { newNumber } from "@/lib/feedback/number";
import { formSecret } from "@/lib/feedback/queries";
import { readToken } from "@/lib/feedback/token";
import type { Locale } from "@/lib/i18n/locales";
import { relayCounter } from "./rate";
import { checkLetter, type Letter, type RelayProblem, type RelayProblemCode, type RelayValues } from "./schema";

type Submission = {
  /** Entry of the directory that letters are passed on to; one of a demonstration gets none. */
  contact: { id: string; demo: boolean };
  locale: Locale;
  values: RelayValues;
  /** Network address of the visitor. */
  client: string;
  now: Date;
};

export type RelayResult = { number: string } | { problems: RelayProblem[] };

const dayMs = 24 * 3_600_000;

/** What the token of a form is for: that of another form, about the same entry, is none of this one. */
export const tokenSubject = (publicId: string) => `write ${publicId}`;

/** Stores a letter with its two mails, or says everything that keeps it. The same form sent again gives the number that it has. */
export async function submitLetter(given: Submission): Promise<RelayResult> {
  const { contact, values, client, now } = given;
  const token = readToken(await formSecret(), tokenSubject(contact.id), values.token, now);
  const sent = token.formKey && (await findByForm(token.formKey));
  if (sent) return { number: sent };
  const { letter, problems } = checkLetter(values);
  const doubt: RelayProblemCode | null = values.trap !== "" ? "trap_filled" : token.state === "valid" ? null : token.state;
  if (doubt) problems.unshift({ code: doubt });
  if (!letter || token.formKey === null || problems.length > 0) return { problems };
  const bound = await boundReached(contact.id, letter.email, client, now);
  if (bound) return { problems: [{ code: bound }] };
  const number = await store(letter, { ...given, formKey: token.formKey });
  relayCounter().take(client);
  return { number };
}

async function findByForm(formKey: string): Promise<string | null> {
  const row = await db().relayMessage.findUnique({ where: { formKey }, select: { number: true } });
  return row?.number ?? null;
}

/** The bound that one more letter would break. Those of one network address are counted in memory, the others in the database. */
async function boundReached(publicId: string, email: string, client: string, now: Date): Promise<RelayProblemCode | null> {
  if (relayCounter().look(client).left <= 0) return "too_many";
  const since = (ms: number) => ({ createdAt: { gt: new Date(now.getTime() - ms) } });
  const [ofAll, ofRecipient, ofSender] = await Promise.all([
    db().relayMessage.count({ where: since(limits.feedbackWindowMs) }),
    db().relayMessage.count({ where: { ...since(dayMs), publicId } }),
    db().relayMessage.count({ where: { ...since(dayMs), email: { equals: email, mode: "insensitive" } } }),
  ]);
  if (ofAll >= limits.relayPerHour) return "too_many_of_all";
  if (ofRecipient >= limits.relayPerRecipient) return "too_many_of_recipient";
  return ofSender >= limits.relayPerSender ? "too_many_of_sender" : null;
}

async function store(letter: Letter, given: Submission & { formKey: string }): Promise<string> {
  const { contact, locale: language, formKey, now: createdAt } = given;
  const kinds = contact.demo ? (["copy"] as const) : (["delivery", "copy"] as const);
  const mails = { create: kinds.map((kind) => ({ kind, nextAttemptAt: createdAt })) };
  // A number is taken once in a thousand million: another one is drawn.
  for (let attempt = 0; ; attempt++) {
    const number = newNumber(createdAt, "M");
    try {
      await db().relayMessage.create({ data: { ...letter, number, formKey, publicId: contact.id, language, createdAt, mails } });
      return number;
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002" || attempt >= 3) throw error;
      // The same form was sent twice at the same moment.
      const sent = await findByForm(formKey);
      if (sent) return sent;
    }
  }
}
