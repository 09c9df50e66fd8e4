import { z } from "zod";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { cardAddress, contactTarget, directoryFileAddress, directoryTarget, writeTarget } from "./address";
import type { DirectoryQuery } from "./directory-query";
import type { Directory } from "./queries/directory";
import { type Contact, contactSchema } from "./schema";

/** An entry as the interface gives it. */
export const contactAnswerSchema = contactSchema.extend({
  page: z.url(),
  write: z.url().nullable().describe("form that passes letters on; null where there is nobody to pass them on to"),
  vcard: z.url(),
});

/** A page of the directory as the interface gives it. */
export const contactListSchema = z.object({
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  contacts: z.array(contactAnswerSchema),
  links: z.object({ self: z.url(), next: z.url().nullable(), page: z.url(), csv: z.url() }),
});

const absolute = (path: string) => new URL(path, env().PUBLIC_URL).href;

/** An entry for programs. */
export function contactForPrograms(contact: Contact, locale: Locale): z.infer<typeof contactAnswerSchema> {
  return {
    ...contact,
    page: absoluteHref(locale, contactTarget(contact, locale)),
    write: contact.writable ? absoluteHref(locale, writeTarget(contact, locale)) : null,
    vcard: absolute(cardAddress(contact.id, locale)),
  };
}

/** A page of the directory for programs. */
export function directoryForPrograms(
  query: DirectoryQuery,
  { total, entries }: Directory,
  locale: Locale,
): z.infer<typeof contactListSchema> {
  const pages = Math.ceil(total / limits.indexRows);
  const file = (form: "json" | "csv", page: number) => absolute(directoryFileAddress(form, { ...query, page }, locale));
  return {
    total,
    page: query.page,
    pages,
    contacts: entries.map((contact) => contactForPrograms(contact, locale)),
    links: {
      self: file("json", query.page),
      next: query.page < pages ? file("json", query.page + 1) : null,
      page: absoluteHref(locale, directoryTarget(query)),
      csv: file("csv", 1),
    },
  };
}
