import { contactForPrograms } from "@/lib/contacts/answer";
import type { DirectoryQuery } from "@/lib/contacts/directory-query";
import { allContacts } from "@/lib/contacts/queries/directory";
import type { Contact } from "@/lib/contacts/schema";
import type { Locale } from "@/lib/i18n/locales";
import { csvLines } from "./csv-lines";

const text = (value: string | number | null | undefined) => (value === null || value === undefined ? "" : String(value));
const listed = (values: readonly (string | null)[]) => values.filter(Boolean).join("|");

/** Columns of the file of the directory: names are identifiers, as in the other files. */
const columns: Readonly<Record<string, (contact: Contact, locale: Locale) => string>> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind.code,
  name_fr: ({ names }) => names.fr,
  name_en: ({ names }) => names.en,
  city: ({ city }) => text(city),
  country: ({ country, type }) => country?.code ?? (type === "office" ? "FR" : ""),
  covers: ({ covers }) =>
    listed(covers.map(({ country, subdivision, place }) => subdivision ?? (place ? `${country.code}:${place}` : country.code))),
  serves: ({ serves }) => listed(serves.map(({ code }) => code)),
  latitude: ({ coordinates }) => text(coordinates?.latitude),
  longitude: ({ coordinates }) => text(coordinates?.longitude),
  phone: ({ phone }) => text(phone),
  website: ({ website }) => text(website),
  time_zone: ({ timeZone }) => text(timeZone),
  functions: ({ people }) => listed(people.map((person) => person.function.label)),
  verified_on: ({ verifiedOn }) => text(verifiedOn),
  freshness: ({ freshness }) => freshness,
  demo: ({ demo }) => (demo ? "true" : "false"),
  source: ({ source }) => source.name,
  page: (contact, locale) => contactForPrograms(contact, locale).page,
  write: (contact, locale) => text(contactForPrograms(contact, locale).write),
};

/** The public directory, or a part of it, as a file in pieces. */
export async function* contactsCsv(query: DirectoryQuery, locale: Locale): AsyncGenerator<string> {
  yield `\uFEFF${csvLines([Object.keys(columns)])}`;
  for await (const contacts of allContacts(query, locale))
    if (contacts.length > 0)
      yield csvLines(contacts.map((contact) => Object.values(columns).map((value) => value(contact, locale))));
}
