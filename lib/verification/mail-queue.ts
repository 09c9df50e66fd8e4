import { markUndeliverable } from "@/lib/contacts/undeliverable";
import { today } from "@/lib/core/clock";
import { isoDayInFrance } from "@/lib/core/dates";
import type { Database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import type { VerificationMailKind } from "@/lib/core/prisma-client/enums";
import { formatDate } from "@/lib/i18n/format";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import type { MailQueue } from "@/lib/mail/queue";
import type { Mail } from "@/lib/mail/transport";
import { verifyTarget } from "./address";
import { readLetter } from "./letters";
import { linkKey } from "./link";

/** Letters that ask contacts whether what is held of them is right. */
export const verificationMails: MailQueue<VerificationMailKind> = {
  table: "verification_mail",
  owner: "verification_id",
  compose: composeRequest,
  refused: (database, address) => markUndeliverable(database, [address], today()).then(() => undefined),
};

const otherLocale = { fr: "en", en: "fr" } as const satisfies Record<Locale, Locale>;

/** Null when there is nobody to ask any more, or the answer came or the link ended before the letter could be sent. */
async function composeRequest(database: Database, id: number): Promise<Mail | null> {
  const letter = await readLetter(database, id);
  if (!letter || letter.answer !== null || letter.expiresAt <= new Date()) return null;
  const locale = isLocale(letter.language) ? letter.language : defaultLocale;
  const t = translator(locale);
  const key = await linkKey(database, letter);
  const values = { site: env().SITE_NAME, name: letter.names[locale] };
  const other = otherLocale[locale];
  const text = [
    t(letter.person ? "verification.mail.person" : "verification.mail.entry", values),
    t("verification.mail.what", { date: formatDate(locale, isoDayInFrance(letter.expiresAt)) }),
    absoluteHref(locale, verifyTarget(locale, key)),
    t("verification.mail.nothing"),
    `${translator(other)("verification.mail.here")}\n${absoluteHref(other, verifyTarget(other, key))}`,
    `${t("verification.mail.privacy")}\n${absoluteHref(locale, { pathname: "/personal-data" })}`,
  ];
  return { to: letter.email, subject: t("verification.mail.subject", values), text: `${text.join("\n\n")}\n`, language: locale };
}
