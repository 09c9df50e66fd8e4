import { wordsOf } from "../lines";

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** Two-letter code (ISO 639-1) of a language tag in any case ("FR", "fr-CA"). Null for a language that has none, or no language. */
export function languageOf(tag: string): string | null {
  const code = /^([a-z]{2})(?:[-_][a-z0-9_-]+)?$/i.exec(tag.trim())?.[1]?.toLowerCase();
  return code && names.of(code) ? code : null;
}

/** Words that run through any text of one of the two languages, and hardly through one of the other or of their neighbours. */
const marks = {
  fr: new Set("le les des du et une dans pour avec est sont sur par aux qui ce cette ces leur leurs ainsi afin au".split(" ")),
  en: new Set("the of and to for with are by that this from their will has have been which were its".split(" ")),
} as const;
/** Fewer marks may be names or quotations, and a single one may be a word of a third language ("des" in German). */
const fewest = { words: 4, kinds: 3 };

/** French or English, when a text has many words of the one and hardly any of the other; null when that does not tell. */
export function guessLanguage(text: string): "fr" | "en" | null {
  const words = wordsOf(text.toLowerCase().replace(/[’']/g, " "));
  const french = words.filter((word) => marks.fr.has(word));
  const english = words.filter((word) => marks.en.has(word));
  const isMany = (some: string[]) => some.length >= fewest.words && new Set(some).size >= fewest.kinds;
  if (isMany(french) && french.length > 4 * english.length) return "fr";
  return isMany(english) && english.length > 4 * french.length ? "en" : null;
}
