import { headers } from "next/headers";
import { cache } from "react";
import { findContact } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import { formSecret } from "@/lib/feedback/queries";
import { issueToken } from "@/lib/feedback/token";
import { draftHeader } from "@/lib/http/form-draft";
import type { Locale } from "@/lib/i18n/locales";
import { decodeLetter } from "./draft";
import { canRelay, findPassedOn } from "./queries";
import { emptyLetter, type RelayProblem, type RelayValues } from "./schema";
import { tokenSubject } from "./submit";

/** The form that writes to an entry: empty, or as a visitor sent it, with what is wrong. `open`: letters can be passed on. */
export type RelayForm = { contact: Contact; open: boolean; values: RelayValues; problems: readonly RelayProblem[] };

/** The form to be shown, read once for a page and its metadata; null when there is no such entry. */
export const readRelayForm = cache(async (record: string, locale: Locale): Promise<RelayForm | null> => {
  const contact = await findContact(record, locale);
  if (!contact) return null;
  const open = contact.writable && canRelay();
  if (!open) return { contact, open, values: emptyLetter, problems: [] };
  const draft = decodeLetter((await headers()).get(draftHeader));
  const { values, problems } = draft ?? { values: emptyLetter, problems: [] };
  // A form that was believed keeps its name and its age, so that it is passed on once however often it is sent.
  const keepsToken = draft !== null && !problems.some(({ code }) => code === "expired");
  const token = keepsToken ? values.token : issueToken(await formSecret(), tokenSubject(contact.id), new Date());
  return { contact, open, values: { ...values, token }, problems };
});

/** The message of a number and its addressee, which may be gone since; null when there is no such message. */
export const readPassedOn = cache(async (text: string, locale: Locale) => {
  const found = await findPassedOn(text);
  return found && { number: found.number, contact: await findContact(found.publicId, locale) };
});
