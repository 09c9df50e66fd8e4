import { limits } from "@/lib/core/limits";
import { readTextFile, type TextFile } from "../../read";
import { FileRefused } from "../../source";
import { isHtml, savedFrom, textOfHtml } from "./html";

/** `address`: where the page was saved from, "" where the file does not say. `lineOf`: the line of the file of a line of the text. */
export type PageFile = Pick<TextFile, "encoding" | "text"> & { address: string; lineOf(line: number | null): number | null };

/** Reads a legacy page that was saved as text or as HTML, whatever its name. Throws FileRefused. */
export async function readPageFile(file: string): Promise<PageFile> {
  const read = await readTextFile(file, limits.legacyPageBytes);
  if (!read.ok) throw new FileRefused(read.problems);
  const { text, encoding } = read.file;
  if (!isHtml(text)) return { text, encoding, address: "", lineOf: (line) => line };
  const page = textOfHtml(encoding === "windows-1252" && declaresLatin9(text) ? fromLatin9(text) : text);
  const lineOf = (line: number | null) => (line === null ? null : (page.lines[line - 1] ?? line));
  return { text: page.text, encoding, address: savedFrom(text), lineOf };
}

/** ISO-8859-15, the other encoding of French pages of its time, has these signs in place of eight of Windows-1252. */
const latin9: Readonly<Record<string, string>> = {
  "¤": "€",
  "¦": "Š",
  "¨": "š",
  "´": "Ž",
  "¸": "ž",
  "¼": "Œ",
  "½": "œ",
  "¾": "Ÿ",
};

function declaresLatin9(text: string): boolean {
  return /<meta[^>]+charset\s*=\s*["']?\s*(?:iso-8859-15|latin-?9)\b/i.test(text.slice(0, 4096));
}

function fromLatin9(text: string): string {
  return text.replace(/[¤¦¨´¸¼½¾]/g, (sign) => latin9[sign] ?? sign);
}
