import type { Database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import type { AccountLinkPurpose } from "@/lib/core/prisma-client/enums";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import type { MailQueue } from "@/lib/mail/queue";
import type { Mail } from "@/lib/mail/transport";
import { linkTarget } from "./address";
import { newToken, tokenHash } from "./token";

const dayMs = 24 * 3_600_000;
const lifeMs = { sign_in: limits.signInLinkMs, invitation: limits.invitationDays * dayMs } as const;
/** How late a mail may be made. */
const waitMs = { sign_in: limits.signInMailMs, invitation: limits.invitationDays * dayMs } as const;

type Made = { email: string; role: string; locale: Locale; address: string };

/**
 * Makes the address that a link opens, with a token of which the database keeps the hash: only who gets the address has it. Null: nobody
 * who may sign in has the address of the link, or it is too late.
 */
export async function makeLink(database: Database, id: number, now = new Date()): Promise<Made | null> {
  const link = await database.accountLink.findUniqueOrThrow({ where: { id } });
  const { email, purpose, language, createdAt, usedAt } = link;
  if (usedAt !== null || createdAt.getTime() < now.getTime() - waitMs[purpose]) return null;
  const account = await database.account.findUnique({ where: { email }, select: { role: true, revokedAt: true } });
  if (!account || account.revokedAt !== null) return null;
  const token = newToken();
  const expiresAt = new Date(now.getTime() + lifeMs[purpose]);
  await database.accountLink.update({ where: { id }, data: { tokenHash: tokenHash(purpose, token), expiresAt } });
  const locale = isLocale(language) ? language : defaultLocale;
  return { email, role: account.role, locale, address: absoluteHref(locale, linkTarget(locale, token)) };
}

async function compose(database: Database, id: number, kind: AccountLinkPurpose): Promise<Mail | null> {
  const made = await makeLink(database, id);
  if (!made) return null;
  const { email, role, locale, address } = made;
  const t = translator(locale);
  const values = { site: env().SITE_NAME, minutes: limits.signInLinkMs / 60_000, days: limits.invitationDays };
  const text =
    kind === "sign_in"
      ? [t("accounts.mail.signIn", values), address, t("accounts.mail.once.sign_in", values), t("accounts.mail.notAsked")]
      : [
          t("accounts.mail.invitation", { ...values, role: t(`accounts.role.${role as "operator"}`) }),
          address,
          t("accounts.mail.once.invitation", values),
          `${t("accounts.mail.later")}\n${absoluteHref(locale, { pathname: "/sign-in" })}`,
          `${t("accounts.mail.privacy")}\n${absoluteHref(locale, { pathname: "/personal-data" })}`,
        ];
  return { to: email, subject: t(`accounts.mail.subject.${kind}`, values), text: `${text.join("\n\n")}\n`, language: locale };
}

/** One-time links to those who may sign in. */
export const accountMails: MailQueue<AccountLinkPurpose> = { table: "account_mail", owner: "link_id", compose };
