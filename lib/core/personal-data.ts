/**
 * An e-mail address, also in the `name[at]host` form that the legacy Atlas writes. Lengths are those of RFC 5321; they and the
 * look behind also keep the search linear on hostile text.
 */
export const emailPattern =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}\s?(?:@|\[at\]|\(at\)|\[arobase\])\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/giu;

/** No digit before, also across the space, point or comma that groups the digits of a number. */
const aloneBefore = /(?<!\d[\s.,/-]?)/.source;
/** No digit and no unit after: what follows by more digits or by a unit is a quantity. */
const aloneAfter = /(?![\s.-]?\d|\s?(?:€|%|\$|euros?\b|eur\b|francs?\b|habitants?\b|inhabitants?\b))/.source;

/**
 * A telephone number as people write it: ten digits of a French one in pairs (01 23 45 67 89), or an international one with
 * its prefix + or 00 and 8 to 15 digits in all (ITU-T E.164). Bare runs of digits (amounts, SIREN, INSEE codes) are none.
 */
export const phonePattern = new RegExp(
  `${aloneBefore}(?:0[1-9](?:[\\s.-]?\\d{2}){4}|(?:\\+|00\\s?)[1-9](?:[\\s.()/-]{0,2}\\d){7,14})${aloneAfter}`,
  "giu",
);

/** What every match holds: most texts are told apart by it without the search itself, which is slower by far. */
const emailSign = /@|\[at\]|\(at\)|\[arobase\]/i;
const phoneSign = /(?:\+|0)\s?[1-9]/;

/** How many e-mail addresses and telephone numbers a text holds. */
export function countPersonalData(text: string): { emails: number; phones: number } {
  const count = { emails: 0, phones: 0 };
  replacePersonalData(text, (kind) => {
    count[kind === "email" ? "emails" : "phones"]++;
    return " ";
  });
  return count;
}

/** What stands in the place of what is masked. */
export type Marks = { email: string; phone: string };

/** A text as the public may read it: e-mail addresses and telephone numbers replaced by marks (domain rule 11). */
export function maskPersonalData(text: string, marks: Marks): string {
  return replacePersonalData(text, (kind) => marks[kind]);
}

function replacePersonalData(text: string, markOf: (kind: keyof Marks) => string): string {
  const withoutEmails = emailSign.test(text) ? text.replace(emailPattern, () => markOf("email")) : text;
  return phoneSign.test(withoutEmails) ? withoutEmails.replace(phonePattern, () => markOf("phone")) : withoutEmails;
}
