import { maskPersonalData } from "@/lib/core/personal-data";
import { translator } from "./translator";

const frenchMarks = marksOf("fr");
const englishMarks = marksOf("en");

function marksOf(locale: "fr" | "en") {
  const t = translator(locale);
  return { email: t("quality.masked.email"), phone: t("quality.masked.phone") };
}

/**
 * A free text of a record as every reader may have it, whatever its source: without e-mail addresses and telephone numbers
 * (domain rule 11). The marks are in the language of the text, in English for a third one.
 */
export function publicText(text: string, language: string): string {
  return maskPersonalData(text, language === "fr" ? frenchMarks : englishMarks);
}
