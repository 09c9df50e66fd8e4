import type { Contact } from "@/lib/contacts/schema";
import { readForm, refuseOtherSites } from "@/lib/http/form-body";
import type { Locale } from "@/lib/i18n/locales";
import { deliverSoon } from "@/lib/mail/queue";
import { relayMails } from "./mail-queue";
import { type RelayProblem, type RelayValues, readLetter } from "./schema";
import { submitLetter } from "./submit";

export type PassedOn = { number: string } | { draft: { values: RelayValues; problems: RelayProblem[] }; status: 422 | 429 };

/**
 * Takes a letter to an entry that letters are passed on to: gives its number, or the form to be shown again with its problems. Throws
 * `cross_site`, `invalid_input`, `body_too_large`, or what the database throws.
 */
export async function receiveLetter(request: Request, contact: Contact, locale: Locale): Promise<PassedOn> {
  refuseOtherSites(request);
  const values = readLetter(await readForm(request));
  const client = request.headers.get("x-client-address") ?? "";
  const result = await submitLetter({ contact, locale, values, client, now: new Date() });
  if ("problems" in result) {
    const { problems } = result;
    const isTooMany = problems.some(({ code }) => code.startsWith("too_many"));
    return { draft: { values: { ...values, trap: "" }, problems }, status: isTooMany ? 429 : 422 };
  }
  deliverSoon(relayMails);
  return result;
}
