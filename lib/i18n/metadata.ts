import type { Metadata } from "next";
import { env } from "@/lib/core/env";
import { href, type Target } from "./href";
import { defaultLocale, type Locale, locales } from "./locales";

/** A page in both languages: the same target, or one for each language where the address holds a slug. */
export type Targets = Record<Locale, Target>;

export function sameTarget(target: Target): Targets {
  return { fr: target, en: target };
}

/** Absolute public address of a page. */
export function absoluteHref(locale: Locale, target: Target): string {
  return new URL(href(locale, target), env().PUBLIC_URL).href;
}

type PageFacts = {
  locale: Locale;
  targets: Targets;
  title: string;
  description: string;
  index: boolean;
  type?: "website" | "article";
  /** Addresses of what may be followed instead, by media type. */
  feeds?: Readonly<Record<string, string>>;
};

/** Title, description, canonical, hreflang with x-default, Open Graph. */
export function pageMetadata({ locale, targets, title, description, index, type = "website", feeds = {} }: PageFacts): Metadata {
  const { SITE_NAME } = env();
  const canonical = absoluteHref(locale, targets[locale]);
  const languages = Object.fromEntries(locales.map((language) => [language, absoluteHref(language, targets[language])]));
  const short = description.length > 300 ? `${description.slice(0, 299)}…` : description;
  return {
    metadataBase: new URL(env().PUBLIC_URL),
    title: `${title} – ${SITE_NAME}`,
    description: short,
    alternates: {
      canonical,
      languages: { ...languages, "x-default": absoluteHref(defaultLocale, targets[defaultLocale]) },
      types: { ...feeds },
    },
    openGraph: {
      type,
      title,
      description: short,
      url: canonical,
      siteName: SITE_NAME,
      locale: locale === "fr" ? "fr_FR" : "en_GB",
      alternateLocale: locale === "fr" ? "en_GB" : "fr_FR",
    },
    ...(!index && { robots: { index: false, follow: true } }),
  };
}
