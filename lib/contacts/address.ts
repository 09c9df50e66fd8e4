import { slugify } from "@/lib/core/text";
import type { Target } from "@/lib/i18n/href";
import { type Locale, locales } from "@/lib/i18n/locales";
import type { Targets } from "@/lib/i18n/metadata";
import { type DirectoryQuery, directoryParams } from "./directory-query";
import type { Contact } from "./schema";

type Named = Pick<Contact, "id" | "names">;

/** Last part of the address of an entry. */
export function contactRecord({ id, names }: Named, locale: Locale): string {
  return `${id}-${slugify(names[locale])}`;
}

/** Page of an entry. */
export function contactTarget(contact: Named, locale: Locale): Target {
  return { pathname: "/contacts/[record]", record: contactRecord(contact, locale) };
}

/** Form that writes to an entry. */
export function writeTarget(contact: Named, locale: Locale): Target {
  return { pathname: "/contacts/[record]/write", record: contactRecord(contact, locale) };
}

/** The directory, or a part of it. */
export function directoryTarget(query: Partial<DirectoryQuery> = {}): Target {
  return { pathname: "/contacts", query: directoryParams(query) };
}

/** A page about an entry in both languages. */
export function inBothLanguages(target: (contact: Named, locale: Locale) => Target, contact: Named): Targets {
  const [fr, en] = locales.map((locale) => target(contact, locale)) as [Target, Target];
  return { fr, en };
}

const apiPath = "/api/v1/contacts";

/** Addresses of an entry, and of a part of the directory, for programs. */
export function cardAddress(id: string, locale: Locale): string {
  return `${apiPath}/${id}/vcard?lang=${locale}`;
}
export function directoryFileAddress(form: "json" | "csv", query: Partial<DirectoryQuery>, locale: Locale): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...directoryParams(query), lang: locale })) if (value) params.set(name, value);
  if (form === "csv") params.delete("page");
  return `${apiPath}${form === "csv" ? "/csv" : ""}?${params}`;
}
