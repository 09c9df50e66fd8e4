import { createTranslator } from "use-intl/core";
import { catalogue } from "./catalogue";
import type { Locale } from "./locales";

function create(locale: Locale) {
  return createTranslator({ locale, messages: catalogue(locale), timeZone: "Europe/Paris" });
}

export type Translator = ReturnType<typeof create>;

const made = new Map<Locale, Translator>();

/** Messages for code that runs outside a page: commands, reports, error answers. Made once for a language. */
export function translator(locale: Locale): Translator {
  const translate = made.get(locale) ?? create(locale);
  made.set(locale, translate);
  return translate;
}
