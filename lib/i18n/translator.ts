import { createTranslator } from "use-intl/core";
import { catalogue } from "./catalogue";
import type { Locale } from "./locales";

/** Messages for code that runs outside a page: commands, reports, error answers. */
export function translator(locale: Locale) {
  return createTranslator({ locale, messages: catalogue(locale), timeZone: "Europe/Paris" });
}

export type Translator = ReturnType<typeof translator>;
