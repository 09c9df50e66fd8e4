import { contactTarget } from "@/lib/contacts/address";
import { findContact } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import type { Database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import type { RelayMessage } from "@/lib/core/prisma-client/client";
import type { RelayMailKind } from "@/lib/core/prisma-client/enums";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/transport";
import { recipientAddress } from "./queries";

type Whole = RelayMessage & { name: string; email: string; subject: string; body: string };

function isWhole(message: RelayMessage): message is Whole {
  return message.email !== null && message.subject !== null && message.body !== null && message.name !== null;
}

/** A mail of a message; null when what it holds was erased, or the addressee has no address any more. */
export async function composeLetter(database: Database, id: number, kind: RelayMailKind): Promise<Mail | null> {
  const message = await database.relayMessage.findUniqueOrThrow({ where: { id } });
  if (!isWhole(message)) return null;
  // Posts read French, whatever the visitor reads.
  const locale = kind === "copy" && isLocale(message.language) ? message.language : defaultLocale;
  const contact = await findContact(message.publicId, locale);
  if (!contact) return null;
  if (kind === "copy") return copy(message, contact, locale);
  const to = await recipientAddress(database, message.publicId);
  return to === null ? null : delivery(to, message, contact, locale);
}

const privacy = (locale: Locale) =>
  `${translator(locale)("relay.mail.privacy")}\n${absoluteHref(locale, { pathname: "/personal-data" })}`;

/** What the visitor wrote, between lines that tell it from what we say. */
function quoted({ body }: Whole, locale: Locale): string {
  const rule = translator(locale)("relay.mail.rule");
  return `${rule}\n\n${body}\n\n${rule}`;
}

function delivery(to: string, message: Whole, contact: Contact, locale: Locale): Mail {
  const t = translator(locale);
  const { number, name, email, subject, language } = message;
  const values = { site: env().SITE_NAME, number };
  const text = [
    t("relay.mail.delivery", { ...values, sender: name }),
    quoted(message, locale),
    `${t("relay.mail.to")}\n${contact.name}\n${absoluteHref(locale, contactTarget(contact, locale))}`,
    privacy(locale),
  ];
  return {
    to,
    subject: t("relay.mail.subject", { ...values, subject }),
    text: `${text.join("\n\n")}\n`,
    language,
    replyTo: email,
    personal: true,
  };
}

function copy(message: Whole, contact: Contact, locale: Locale): Mail {
  const t = translator(locale);
  const { number, email, subject } = message;
  const text = [
    t("relay.mail.copy", { site: env().SITE_NAME, number, name: contact.name }),
    t("relay.mail.stranger"),
    t("relay.mail.about", { subject }),
    quoted(message, locale),
    privacy(locale),
  ];
  return { to: email, subject: t("relay.mail.copySubject", { number }), text: `${text.join("\n\n")}\n`, language: locale };
}
