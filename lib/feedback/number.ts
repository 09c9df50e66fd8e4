import { randomInt } from "node:crypto";
import { isoDayInFrance } from "@/lib/core/dates";

/** Crockford's alphabet: no I, L, O or U, which are misread or misheard. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 6;

/** What a number is of: a report, or a message that is passed on. */
type Letter = "A" | "M";

/** A number for a report (A-2026-7K3F9Q) or a message (M-…), with the year in France; one of 2³⁰ each year. */
export function newNumber(now: Date, letter: Letter = "A"): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]);
  return `${letter}-${isoDayInFrance(now).slice(0, 4)}-${letters.join("")}`;
}

/** The number that somebody typed: small letters and the misread ones are understood. Null when it cannot be one. */
export function readNumber(text: string, letter: Letter = "A"): string | null {
  const [, year, letters = ""] = /^[am]-?(\d{4})-?([0-9a-z]{6})$/i.exec(text.trim()) ?? [];
  if (text.trim().charAt(0).toUpperCase() !== letter) return null;
  const read = letters.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
  return year && !read.includes("U") ? `${letter}-${year}-${read}` : null;
}
