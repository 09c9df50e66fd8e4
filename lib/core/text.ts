import { maskPersonalData } from "./personal-data";

/**
 * Form in which names are compared: no accents, lower case, typographic apostrophes and hyphens as spaces, "st" and
 * "ste" spelled out, single spaces. "L’Haÿ-les-Roses" → "l hay les roses".
 */
export function normaliseName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\bst\b/g, "saint")
    .replace(/\bste\b/g, "sainte")
    .trim();
}

/**
 * Part of an address: "La Beauté connectée" → "la-beaute-connectee". At most `max` characters, cut at a word. Personal data
 * in the text stay out: an address is public.
 */
export function slugify(text: string, max = 80): string {
  const slug = maskPersonalData(text, { email: " ", phone: " " })
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (slug.length <= max) return slug || "x";
  const cut = slug.slice(0, max + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), 1)) || slug.slice(0, max);
}

/**
 * A copy of a text that holds nothing but itself. Engines keep a long part of a text as a view on the whole: a name cut out of
 * the file would keep its part of the file in memory for as long as the name lives.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
