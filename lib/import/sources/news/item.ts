import { cleanLine, type Located, splitLines } from "../../lines";

/** A news item as its source states it. `day`: ISO date, where the source states it in full. */
export type StatedNews = {
  key: string;
  title: string;
  /** Paragraphs, each with the line of the file on which it begins. */
  paragraphs: Located<string>[];
  language: string | null;
  url: string | null;
  day: string | null;
  sourceName: string | null;
  line: number;
};

/** Paragraphs of a text: lines that follow each other are one. */
export function paragraphsOf(text: string, firstLine: number): Located<string>[] {
  const found: Located<string>[] = [];
  let open: { parts: string[]; line: number } | null = null;
  for (const [index, raw] of [...splitLines(text), ""].entries()) {
    const line = cleanLine(raw);
    if (line !== "") {
      open ??= { parts: [], line: firstLine + index };
      open.parts.push(line);
    } else if (open) {
      found.push({ value: open.parts.join(" "), line: open.line });
      open = null;
    }
  }
  return found;
}

/** The address of a page, if it is one: http or https, without a password. */
export function pageAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  return url.href;
}
