import { href, type Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { type AccountPath, accountPaths } from "./permissions";

/** Names of the parameters, which are read by people as part of an address. */
export const accountParameters = {
  token: { fr: "jeton", en: "token" },
  problem: { fr: "probleme", en: "problem" },
  country: { fr: "pays", en: "country" },
} as const satisfies Record<string, Record<Locale, string>>;

/** Why somebody is back at the page to sign in; each is a message of `accounts.back`. */
export const backReasons = ["left", "ended", "not_invited", "provider", "not_verified"] as const;
export type BackReason = (typeof backReasons)[number];

/** The page that a one-time link opens. */
export function linkTarget(locale: Locale, token: string): Target {
  return { pathname: "/sign-in/link", query: { [accountParameters.token[locale]]: token } };
}

/** The page to sign in, saying why. */
export function signInTarget(locale: Locale, reason?: BackReason): Target {
  return { pathname: "/sign-in", query: { [accountParameters.problem[locale]]: reason } };
}

/** The page of the table that an address names; null: the address is public. */
export function accountPathOf(pathname: string, locale: Locale): AccountPath | null {
  return accountPaths.find((path) => href(locale, { pathname: path }) === pathname) ?? null;
}
