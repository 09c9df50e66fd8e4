/** Languages of the portal; French is the source. */
export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "fr";

export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/** Picks one of a record's two labels. */
export function inLocale<T>(locale: Locale, french: T, english: T): T {
  return locale === "fr" ? french : english;
}
