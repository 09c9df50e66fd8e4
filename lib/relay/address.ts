import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";

/** Name of the parameter of the confirmation. */
export const numberParameter = { fr: "numero", en: "number" } as const satisfies Record<Locale, string>;

/** Page that confirms a message. */
export function passedOnTarget(locale: Locale, number: string): Target {
  return { pathname: "/contacts/received", query: { [numberParameter[locale]]: number } };
}
