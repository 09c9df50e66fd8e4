import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Targets } from "@/lib/i18n/metadata";

/** Names of the parameters of the form's pages, which are read by people as part of an address. */
export const reportParameters = {
  record: { fr: "fiche", en: "record" },
  kind: { fr: "objet", en: "kind" },
  number: { fr: "numero", en: "number" },
} as const satisfies Record<string, Record<Locale, string>>;

/** Address of the form about a record. */
export function reportTarget(locale: Locale, publicId: string): Target {
  return { pathname: "/report", query: { [reportParameters.record[locale]]: publicId } };
}

/** What is chosen in the form by who comes to object. */
const objection = { fr: "opposition", en: "objection" } as const satisfies Record<Locale, string>;

/** Address of the form for somebody whom a record holds data about, and who objects. */
export function objectionTarget(locale: Locale, publicId: string): Target {
  const { record, kind } = reportParameters;
  return { pathname: "/report", query: { [record[locale]]: publicId, [kind[locale]]: objection[locale] } };
}

/** True where an address asks for the form of who objects. */
export function asksToObject(locale: Locale, asked: unknown): boolean {
  return asked === objection[locale];
}

/** Address of the page that confirms a report. */
export function receivedTarget(locale: Locale, number: string): Target {
  return { pathname: "/report/received", query: { [reportParameters.number[locale]]: number } };
}

/** A page of the form in both languages. */
export function bothLanguages(target: (locale: Locale, id: string) => Target, id: string): Targets {
  return { fr: target("fr", id), en: target("en", id) };
}
