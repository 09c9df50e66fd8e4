import { emailPattern } from "@/lib/core/personal-data";

/** `name[at]host` → `name@host`, in e-mail addresses only. */
export function plainEmail(text: string): string {
  return text.replace(emailPattern, (address) => address.replace(/\s?(?:\[at\]|\(at\)|\[arobase\]|@)\s?/i, "@"));
}

/** The e-mail addresses of a text, in plain form. */
export function emailsIn(text: string): string[] {
  return (text.match(emailPattern) ?? []).map(plainEmail);
}

/**
 * A public text without the e-mail addresses in it, and those addresses. They are personal data (domain rule 11): the text
 * shows `mark` in their place and the addresses go to restricted rows.
 */
export function withholdEmails(text: string, mark: string): { text: string; emails: string[] } {
  return { text: text.replace(emailPattern, mark), emails: emailsIn(text) };
}
