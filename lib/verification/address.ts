import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Targets } from "@/lib/i18n/metadata";

/** Name of the parameter that holds the key of a link: the log of requests has no values of parameters. */
export const keyParameter = { fr: "cle", en: "key" } as const satisfies Record<Locale, string>;

/** Page on which a contact looks at what is held of it. */
export function verifyTarget(locale: Locale, key: string): Target {
  return { pathname: "/contacts/verify", query: { [keyParameter[locale]]: key } };
}

/** The page in both languages. */
export function verifyTargets(key: string): Targets {
  return { fr: verifyTarget("fr", key), en: verifyTarget("en", key) };
}
