/**
 * What somebody wrote into a form, without control characters (a terminal would obey them, PostgreSQL refuses NUL) and marks that turn
 * the direction of what follows. Line ends become those of text files.
 */
export function readable(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, "")
    .trim();
}

/** The same in one line: no line end is left that could begin a header of a mail. U+2028 and U+2029 are spaces, too. */
export function oneLine(text: string): string {
  return readable(text).replace(/\s+/g, " ");
}
