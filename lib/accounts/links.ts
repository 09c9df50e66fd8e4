import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { AccountLinkPurpose } from "@/lib/core/prisma-client/enums";
import type { Locale } from "@/lib/i18n/locales";
import { tokenHash } from "./token";

const purposes = ["sign_in", "invitation"] as const satisfies readonly AccountLinkPurpose[];

/**
 * Notes that a link was asked for. It is the same work whoever asks for whichever address: whether the address may sign in is looked at
 * when the mail is made, after the answer. False: too many were asked for by everybody. More than an address should get are not sent.
 */
export async function askForLink(email: string, language: Locale, now = new Date()): Promise<boolean> {
  const createdAt = { gt: new Date(now.getTime() - limits.feedbackWindowMs) };
  const [ofAll, ofAddress] = await Promise.all([
    db().accountLink.count({ where: { createdAt, purpose: "sign_in" } }),
    db().accountLink.count({ where: { createdAt, purpose: "sign_in", email } }),
  ]);
  if (ofAll >= limits.signInPerHour) return false;
  if (ofAddress >= limits.signInPerAddress) return true;
  const mails = { create: { kind: "sign_in", nextAttemptAt: now } } as const;
  await db().accountLink.create({ data: { purpose: "sign_in", email, language, createdAt: now, mails } });
  return true;
}

/** Links that a token opens now, whatever their purpose. */
const open = (token: string, now: Date) => ({
  OR: purposes.map((purpose) => ({ purpose, tokenHash: tokenHash(purpose, token) })),
  usedAt: null,
  expiresAt: { gt: now },
});

/** Whom a link lets in, without using it up; null: nobody, or nobody any more. */
export async function findLink(token: string, now = new Date()): Promise<{ email: string } | null> {
  const link = await db().accountLink.findFirst({ where: open(token, now), select: { email: true } });
  const isInvited = link && (await db().account.count({ where: { email: link.email, revokedAt: null } })) > 0;
  return isInvited ? link : null;
}

/**
 * Uses a link up, once whoever comes at the same time, and with it all others that the address has. Gives the account that it lets in;
 * null as for `findLink`.
 */
export async function spendLink(token: string, now = new Date()): Promise<number | null> {
  return db().$transaction(async (tx) => {
    const [used] = await tx.accountLink.updateManyAndReturn({ where: open(token, now), data: { usedAt: now } });
    if (!used) return null;
    await tx.accountLink.updateMany({ where: { email: used.email, usedAt: null }, data: { usedAt: now } });
    const account = await tx.account.findUnique({ where: { email: used.email }, select: { id: true, revokedAt: true } });
    return account && account.revokedAt === null ? account.id : null;
  });
}
