import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Targets } from "@/lib/i18n/metadata";

/** Names of the parameters of the form's pages, which are read by people as part of an address. */
export const reportParameters = {
  record: { fr: "fiche", en: "record" },
  number: { fr: "numero", en: "number" },
} as const satisfies Record<string, Record<Locale, string>>;

/** Address of the form about a record. */
export function reportTarget(locale: Locale, publicId: string): Target {
  return { pathname: "/report", query: { [reportParameters.record[locale]]: publicId } };
}

/** Address of the page that confirms a report. */
export function receivedTarget(locale: Locale, number: string): Target {
  return { pathname: "/report/received", query: { [reportParameters.number[locale]]: number } };
}

/** A page of the form in both languages. */
export function bothLanguages(target: (locale: Locale, id: string) => Target, id: string): Targets {
  return { fr: target("fr", id), en: target("en", id) };
}
