import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { newNumber } from "./number";
import { formSecret } from "./queries";
import { reportCounter } from "./rate";
import { checkValues, type FormProblem, type FormValues, type ProblemCode, type Report } from "./schema";
import { readToken } from "./token";

type Submission = {
  /** Public id of a record that exists. */
  publicId: string;
  locale: Locale;
  values: FormValues;
  /** Network address of the visitor. */
  client: string;
  now: Date;
};

export type SubmitResult = { number: string } | { problems: FormProblem[] };

const dayMs = 24 * 3_600_000;

/**
 * Stores a report, with the mails that it asks for, or says everything that keeps it from being stored. The same form sent
 * again gives the number that it has.
 */
export async function submitReport(given: Submission): Promise<SubmitResult> {
  const { publicId, values, client, now } = given;
  const token = readToken(await formSecret(), publicId, values.token, now);
  const sent = token.formKey && (await findByForm(token.formKey));
  if (sent) return { number: sent };
  const { report, problems } = checkValues(values);
  const doubt: ProblemCode | null = values.trap !== "" ? "trap_filled" : token.state === "valid" ? null : token.state;
  if (doubt) problems.unshift({ code: doubt });
  if (!report || token.formKey === null || problems.length > 0) return { problems };
  if (reportCounter().look(client).left <= 0) return { problems: [{ code: "too_many" }] };
  const recent = await db().feedback.count({ where: { createdAt: { gt: new Date(now.getTime() - limits.feedbackWindowMs) } } });
  if (recent >= limits.feedbackPerHour) return { problems: [{ code: "too_many_of_all" }] };
  const number = await storeReport(report, { ...given, formKey: token.formKey });
  reportCounter().take(client);
  return { number };
}

async function findByForm(formKey: string): Promise<string | null> {
  const row = await db().feedback.findUnique({ where: { formKey }, select: { number: true } });
  return row?.number ?? null;
}

/** What is stored of a report beside what it says; `concerned`: it came by the link that was sent to the very contact. */
type Given = Pick<Submission, "publicId" | "locale" | "now"> & { formKey: string; concerned?: { contactId: number | null } };

/** Stores a report that is right, with the mails that it asks for. That of a form that was stored before gives its number. */
export async function storeReport(report: Report, given: Given): Promise<string> {
  const { publicId, locale, formKey, now, concerned } = given;
  const from = { fromConcerned: concerned !== undefined, contactId: concerned?.contactId ?? null };
  const kinds = await wantedMails(report.email, now);
  const mails = { create: kinds.map((kind) => ({ kind, nextAttemptAt: now })) };
  // A number is taken once in a thousand million: another one is drawn.
  for (let attempt = 0; ; attempt++) {
    const number = newNumber(now);
    try {
      const data = { ...report, ...from, number, formKey, publicId, language: locale, createdAt: now, mails };
      await db().feedback.create({ data });
      return number;
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002" || attempt >= 3) throw error;
      // The same form was sent twice at the same moment.
      const sent = await findByForm(formKey);
      if (sent) return sent;
    }
  }
}

/** An acknowledgement where an address was given and has not had its share today, a copy for the operators who want one. */
async function wantedMails(email: string | null, now: Date): Promise<("acknowledgement" | "operators")[]> {
  const { SMTP_URL, FEEDBACK_TO } = env();
  if (!SMTP_URL) return [];
  const today = { gt: new Date(now.getTime() - dayMs) };
  const had = email
    ? await db().feedbackMail.count({
        where: { kind: "acknowledgement", feedback: { createdAt: today, email: { equals: email, mode: "insensitive" } } },
      })
    : 0;
  return [
    ...(email && had < limits.feedbackMailsPerAddress ? (["acknowledgement"] as const) : []),
    ...(FEEDBACK_TO ? (["operators"] as const) : []),
  ];
}
