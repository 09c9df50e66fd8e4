import { slugify } from "@/lib/core/text";
import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Targets } from "@/lib/i18n/metadata";
import type { Subject, SubjectKind } from "./schema";

const pathnames = {
  organisation: "/organisations/[record]",
  country: "/countries/[record]",
  territory: "/territories/[record]",
  theme: "/themes/[record]",
  scheme: "/schemes/[record]",
} as const satisfies Record<SubjectKind, Target["pathname"]>;

/** The first part of the addresses of each kind, in both languages. */
export const profileFolders: Readonly<Record<string, SubjectKind>> = {
  organisations: "organisation",
  pays: "country",
  countries: "country",
  territoires: "territory",
  territories: "territory",
  themes: "theme",
  dispositifs: "scheme",
  schemes: "scheme",
};

/** Last part of the address of a theme: no code has a hyphen, and points would look like a file. */
export function themeRecord(code: string, label: string): string {
  return `${code.toLowerCase().replaceAll(".", "_")}-${slugify(label)}`;
}

/** Last part of the address of a "1 %" scheme: there are a handful, and their names tell them apart. */
export function schemeRecord(label: string): string {
  return slugify(label);
}

/** Last part of the address of a French territory. */
export function territoryRecord(code: string, slug: string): string {
  return `${code.toLowerCase()}-${slug}`;
}

export function organisationTarget({ id, slug }: { id: string; slug: string }): Target {
  return { pathname: pathnames.organisation, record: `${id}-${slug}` };
}

/** `slug`: in the language of the address. */
export function countryTarget({ slug }: { slug: string }): Target {
  return { pathname: pathnames.country, record: slug };
}

/** `label`: in the language of the address. */
export function themeTarget({ code, label }: { code: string; label: string }): Target {
  return { pathname: pathnames.theme, record: themeRecord(code, label) };
}

/** `label`: in the language of the address. */
export function schemeTarget({ label }: { label: string }): Target {
  return { pathname: pathnames.scheme, record: schemeRecord(label) };
}

export function territoryTarget({ code, slug }: { code: string; slug: string }): Target {
  return { pathname: pathnames.territory, record: territoryRecord(code, slug) };
}

/** Address of the page of a subject. */
export function subjectTarget({ kind, records }: Pick<Subject, "kind" | "records">, locale: Locale): Target {
  return { pathname: pathnames[kind], record: records[locale] };
}

/** The page of a subject in both languages. */
export function subjectTargets(subject: Pick<Subject, "kind" | "records">): Targets {
  return { fr: subjectTarget(subject, "fr"), en: subjectTarget(subject, "en") };
}
