import { contactTarget } from "@/lib/contacts/address";
import { findContact } from "@/lib/contacts/queries/entries";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { portalSecret } from "@/lib/core/secret";
import type { Target } from "@/lib/i18n/href";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import type { Text } from "@/lib/i18n/text";
import { translator } from "@/lib/i18n/translator";
import { getNewsItem } from "@/lib/news/queries/item";
import { organisationTarget } from "@/lib/profiles/address";
import { presentTitle } from "@/lib/projects/queries/present";
import { readNumber } from "./number";

/** A record that can be reported about; `page` is null while its kind has no page of its own. */
export type ReportedRecord = { id: string; title: Text; page: Target | null; demo: boolean };

type Finder = (publicId: string, locale: Locale) => Promise<Omit<ReportedRecord, "id"> | null>;

const projectSelect = {
  slugFr: true,
  slugEn: true,
  origin: true,
  title: true,
  language: true,
  texts: { where: { field: "title" }, select: { field: true, language: true, body: true, status: true } },
} satisfies Prisma.ProjectSelect;

async function findProject(publicId: string, locale: Locale) {
  const row = await db().project.findUnique({ where: { publicId }, select: projectSelect });
  if (!row) return null;
  const title = presentTitle(row, locale);
  const demo = row.origin === "demo";
  return {
    title: demo ? { ...title, text: translator(locale)("common.demoPrefix", { title: title.text }) } : title,
    page: { pathname: "/projects/[record]", record: `${publicId}-${inLocale(locale, row.slugFr, row.slugEn)}` } as const,
    demo,
  };
}

async function findNews(publicId: string, locale: Locale) {
  const item = await getNewsItem(publicId, locale);
  if (!item) return null;
  const page = { pathname: "/news/[record]", record: `${publicId}-${item.slugs[locale]}` } as const;
  return { title: item.title, page, demo: false };
}

/** A post or an office of the directory. */
async function findEntry(publicId: string, locale: Locale) {
  const contact = await findContact(publicId, locale);
  return contact && { ...named(contact.name, locale), page: contactTarget(contact, locale), demo: contact.demo };
}

/** One entry for each kind of record, by the letter of its public ids. */
const finders: Record<string, Finder> = {
  p: findProject,
  n: findNews,
  o: async (publicId, locale) => {
    const row = await db().organisation.findUnique({
      where: { publicId },
      select: { name: true, nameEn: true, slug: true, successorId: true, origin: true },
    });
    if (!row) return null;
    // The page of a body that another one succeeded leads to that one.
    const page = row.successorId === null ? organisationTarget({ id: publicId, slug: row.slug }) : null;
    const name = inLocale(locale, row.name, row.nameEn ?? row.name);
    const demo = row.origin === "demo";
    return { ...named(demo ? translator(locale)("common.demoPrefix", { title: name }) : name, locale), page, demo };
  },
  d: findEntry,
  b: findEntry,
};

function named(text: string, language: Locale): Omit<ReportedRecord, "id"> {
  return { title: { text, language, status: "original" }, page: null, demo: false };
}

/** The record of a public id of any kind, following merges; null when there is none. Throws when the database does not answer. */
export async function findReportedRecord(publicId: string, locale: Locale): Promise<ReportedRecord | null> {
  if (!/^[podnb]\d{1,12}$/.test(publicId)) return null;
  const find = async (id: string) => {
    const found = await finders[id.charAt(0)]?.(id, locale);
    return found ? { id, ...found } : null;
  };
  const found = await find(publicId);
  if (found) return found;
  const moved = await db().publicIdRedirect.findUnique({ where: { fromId: publicId }, select: { toId: true } });
  return moved && find(moved.toId);
}

/** What the confirmation page says of a report; nothing that the visitor wrote. */
export type Receipt = { number: string; publicId: string; acknowledged: boolean };

/** The receipt of a number; null when there is no such report. */
export async function findReceipt(text: string): Promise<Receipt | null> {
  const number = readNumber(text);
  if (!number) return null;
  const row = await db().feedback.findUnique({
    where: { number },
    select: { publicId: true, mails: { where: { kind: "acknowledgement" }, select: { id: true } } },
  });
  return row && { number, publicId: row.publicId, acknowledged: row.mails.length > 0 };
}

/** The key that signs forms, which all instances of the portal share. */
export function formSecret(): Promise<string> {
  return portalSecret("feedback_form");
}
