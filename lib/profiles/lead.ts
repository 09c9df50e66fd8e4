import { countryForm } from "@/lib/i18n/country-form";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { Actors } from "./queries/actors";
import type { Outline } from "./queries/lead";
import type { CountrySubject, Subject } from "./schema";

/** What the first sentence is made of; `given`: what the subject funds. */
export type LeadFacts = {
  subject: Subject;
  outline: Outline;
  actors: Actors;
  given: { projects: { value: number | null } } | null;
  onlyFunds: boolean;
};

/** "au Sénégal", "in Senegal". */
export function inCountry({ key, names }: Pick<CountrySubject, "key" | "names">, locale: Locale): string {
  return translator(locale)("profiles.inCountry", { form: countryForm(locale, key), name: names[locale] });
}

/** Title of the page of a subject in search engines and citations. */
export function titleOf(subject: Subject, locale: Locale): string {
  const t = translator(locale);
  if (subject.kind === "country") return t("profiles.title.country", { place: inCountry(subject, locale) });
  return t("profiles.title.other", { name: subject.names[locale] });
}

/** The first sentence of a profile, made of its numbers; a second one where the subject is a funder. */
export function leadOf({ subject, outline, actors, given, onlyFunds }: LeadFacts, locale: Locale): string {
  const t = translator(locale);
  const { projects, ongoing, countries } = outline;
  const since = outline.since === null ? "none" : String(outline.since);
  const both = { projects, ongoing, since, authorities: actors.authority.total, partners: actors.partner.total };
  if (subject.kind === "country") return t("profiles.lead.country", { ...both, place: inCountry(subject, locale) });
  if (subject.kind === "territory") return t("profiles.lead.territory", { ...both, countries, level: subject.level });
  if (subject.kind === "theme" || subject.kind === "scheme") return t(`profiles.lead.${subject.kind}`, { ...both, countries });
  const who = subject.type.isAuthority ? "authority" : "other";
  const funded = t("profiles.lead.given", { who, projects: given?.projects.value ?? 0 });
  if (onlyFunds) return funded;
  const first =
    subject.side === "foreign" ? t("profiles.lead.foreign", both) : t("profiles.lead.french", { ...both, countries, who });
  return given === null ? first : `${first} ${funded}`;
}
