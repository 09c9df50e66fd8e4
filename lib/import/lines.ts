/** A value and the 1-based line of the file that states it. */
export type Located<T> = { value: T; line: number };

const spaces = /[\s\u00a0\u202f]+/gu;

/** One line as people read it: Unicode composed, every kind of space as one space, trimmed. */
export function cleanLine(line: string): string {
  return line.normalize("NFC").replace(spaces, " ").trim();
}

/** Lines of a file, whatever ends them. The line numbers are those that an editor shows. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Lines that hold something, cleaned and numbered from `firstLine`. */
export function statedLines(lines: readonly string[], firstLine: number): Located<string>[] {
  return lines.flatMap((line, index) => {
    const value = cleanLine(line);
    return value === "" ? [] : [{ value, line: firstLine + index }];
  });
}

/** Words of a text, split at any space. */
export function wordsOf(text: string): string[] {
  return text.split(spaces).filter(Boolean);
}
