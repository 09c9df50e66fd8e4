import { findContact } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import { isoDayInFrance, isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { publicName } from "@/lib/posts/policy";
import type { Letter } from "./letters";
import { readLetter } from "./letters";
import { isSigned, letterOf } from "./link";

/** PERSONAL DATA, for the person alone: everything that is held of them. */
export type HeldPerson = {
  function: string;
  name: string | null;
  phone: string | null;
  /** What everybody can read: function and name, function, or nothing. */
  shown: "name" | "function" | "nothing";
  legalBasis: string | null;
  verifiedOn: string | null;
  source: { name: string; url: string | null };
};

/** What a link shows. Of one that was used or ended, nothing that is held. */
export type Verification = { key: string; name: string; publicId: string } & (
  | { state: "open"; expiresOn: string; email: string; contact: Contact | null; person: HeldPerson | null }
  | { state: "used"; answer: NonNullable<Letter["answer"]>; answeredOn: string; number: string | null }
  | { state: "expired"; expiredOn: string }
);

/** The letter of a key that we signed, while its contact has the address that it was sent to; null otherwise. */
export async function findLetter(key: string): Promise<Letter | null> {
  const id = letterOf(key);
  const letter = id === null ? null : await readLetter(db(), id);
  return letter && (await isSigned(db(), key, letter)) ? letter : null;
}

/** Names the report that an answer by a letter makes: an answer sent twice is one report. */
export const formKeyOf = (id: number) => `verification ${id}`;

/** What the link of a key shows at an instant; null where there is no such link any more. Changes nothing. */
export async function readVerification(key: string, locale: Locale, now: Date): Promise<Verification | null> {
  const letter = await findLetter(key);
  if (!letter) return null;
  const shared = { key, name: letter.names[locale], publicId: letter.publicId };
  if (letter.answer && letter.answeredAt) {
    const report = await db().feedback.findUnique({ where: { formKey: formKeyOf(letter.id) }, select: { number: true } });
    const { answer, answeredAt } = letter;
    return { ...shared, state: "used", answer, answeredOn: isoDayInFrance(answeredAt), number: report?.number ?? null };
  }
  const expiresOn = isoDayInFrance(letter.expiresAt);
  if (letter.expiresAt <= now) return { ...shared, state: "expired", expiredOn: expiresOn };
  const contact = letter.person ? null : await findContact(letter.publicId, locale);
  const person = letter.person && presentPerson(letter.person, locale);
  return { ...shared, state: "open", expiresOn, email: letter.email, contact, person };
}

function presentPerson(row: NonNullable<Letter["person"]>, locale: Locale): HeldPerson {
  const { functionCode, functionLabel, phone, legalBasis, visibility, source } = row;
  return {
    function: functionLabel ?? translator(locale)(`common.contactFunction.${functionCode}`),
    name: [row.firstName, row.lastName].filter(Boolean).join(" ") || null,
    phone,
    shown: visibility === "restricted" ? "nothing" : publicName(row) ? "name" : "function",
    legalBasis,
    verifiedOn: isoDayOrNull(row.verifiedOn),
    source: { name: inLocale(locale, source.nameFr, source.nameEn), url: source.url },
  };
}
