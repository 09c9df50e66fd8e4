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

/**
 * Telephone numbers: international ("+33 1 23 45 67 89", "00 33 …"), or French ones in pairs of digits. A number in thousands
 * ("+12 000 000") is an amount.
 */
const phonePattern =
  /(?<![\d.,+])(?:(?:\+[1-9]\d{0,2}|00[ .-]?[1-9]\d{0,2}[ .-])(?:[ .()\u00a0-]{0,3}\d){6,12}|0[1-9](?:([ .\u00a0-])\d{2})(?:\1\d{2}){3})(?!\d)/gu;
const inThousands = /^\+\d{1,3}(?:[ .\u00a0]\d{3}){2}$/u;

/** A public text without the telephone numbers in it, and how many there were: `mark` stands in their place. */
export function withholdPhones(text: string, mark: string): { text: string; count: number } {
  let count = 0;
  const masked = text.replace(phonePattern, (number) => {
    if (inThousands.test(number)) return number;
    count++;
    return mark;
  });
  return { text: masked, count };
}
