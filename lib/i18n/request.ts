import { headers } from "next/headers";
import { locale as rootLocale } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "./catalogue";
import { defaultLocale, isLocale } from "./locales";

/** The page for unknown addresses matches no route, hence has no parameter: proxy.ts tells its language in a header. */
async function localeOfUnmatched(): Promise<string | null> {
  return (await headers()).get("x-locale");
}

export default getRequestConfig(async ({ locale: given }) => {
  const asked = given ?? (await rootLocale()) ?? (await localeOfUnmatched());
  const locale = isLocale(asked) ? asked : defaultLocale;
  return { locale, messages: catalogue(locale), timeZone: "Europe/Paris" };
});
