import { wordsOf } from "../lines";

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** Two-letter code (ISO 639-1) of a language tag in any case ("FR", "fr-CA"). Null for a language that has none, or no language. */
export function languageOf(tag: string): string | null {
  const code = /^([a-z]{2})(?:[-_][a-z0-9_-]+)?$/i.exec(tag.trim())?.[1]?.toLowerCase();
  return code && names.of(code) ? code : null;
}

/** Words that run through any text of one of the two languages and none of the other. */
const marks = {
  fr: new Set(
    "le la les des du et une dans pour avec est sont sur par aux qui que ce cette ces leur leurs ainsi afin au".split(" "),
  ),
  en: new Set("the of and to in for with is are by that this from their will has have been which was were its at as".split(" ")),
} as const;
/** Fewer marks may be names or quotations. */
const fewest = 4;

/** French or English, when a text has many words of the one and hardly any of the other; null when that does not tell. */
export function guessLanguage(text: string): "fr" | "en" | null {
  const words = wordsOf(text.toLowerCase().replace(/[’']/g, " "));
  const french = words.filter((word) => marks.fr.has(word)).length;
  const english = words.filter((word) => marks.en.has(word)).length;
  if (french >= fewest && french > 4 * english) return "fr";
  return english >= fewest && english > 4 * french ? "en" : null;
}
