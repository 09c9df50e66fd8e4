import { defineRouting } from "next-intl/routing";
import { defaultLocale, locales } from "./locales";

/** The one table of localised paths. Keys are the folders of app/[locale]/(public) and (account). */
export const pathnames = {
  "/": "/",
  "/projects": { fr: "/projets", en: "/projects" },
  "/projects/[record]": { fr: "/projets/[record]", en: "/projects/[record]" },
  "/countries": { fr: "/pays", en: "/countries" },
  "/countries/[record]": { fr: "/pays/[record]", en: "/countries/[record]" },
  "/organisations": "/organisations",
  "/organisations/[record]": "/organisations/[record]",
  "/territories": { fr: "/territoires", en: "/territories" },
  "/territories/[record]": { fr: "/territoires/[record]", en: "/territories/[record]" },
  "/themes": "/themes",
  "/themes/[record]": "/themes/[record]",
  "/schemes": { fr: "/dispositifs", en: "/schemes" },
  "/schemes/[record]": { fr: "/dispositifs/[record]", en: "/schemes/[record]" },
  "/contacts": "/contacts",
  "/contacts/received": { fr: "/contacts/recu", en: "/contacts/received" },
  "/contacts/verify": { fr: "/contacts/verifier", en: "/contacts/verify" },
  "/contacts/[record]": "/contacts/[record]",
  "/contacts/[record]/write": { fr: "/contacts/[record]/ecrire", en: "/contacts/[record]/write" },
  "/statistics": { fr: "/statistiques", en: "/statistics" },
  "/citation": "/citation",
  "/compare": { fr: "/comparer", en: "/compare" },
  "/news": { fr: "/actualites", en: "/news" },
  "/news/[record]": { fr: "/actualites/[record]", en: "/news/[record]" },
  "/report": { fr: "/signaler", en: "/report" },
  "/report/received": { fr: "/signaler/recu", en: "/report/received" },
  "/quality": { fr: "/qualite", en: "/quality" },
  "/quality/authorities": { fr: "/qualite/collectivites", en: "/quality/authorities" },
  "/quality/imports": { fr: "/qualite/imports", en: "/quality/imports" },
  "/quality/imports/[record]": { fr: "/qualite/imports/[record]", en: "/quality/imports/[record]" },
  "/sign-in": { fr: "/connexion", en: "/sign-in" },
  "/sign-in/sent": { fr: "/connexion/envoi", en: "/sign-in/sent" },
  "/sign-in/link": { fr: "/connexion/lien", en: "/sign-in/link" },
  "/account": { fr: "/espace", en: "/account" },
  "/account/contacts": { fr: "/espace/contacts", en: "/account/contacts" },
  "/account/people": { fr: "/espace/personnes", en: "/account/people" },
  "/account/log": { fr: "/espace/journal", en: "/account/log" },
  "/account/outbox": { fr: "/espace/envois", en: "/account/outbox" },
  "/about": { fr: "/a-propos", en: "/about" },
  "/accessibility": { fr: "/accessibilite", en: "/accessibility" },
  "/legal-notice": { fr: "/mentions-legales", en: "/legal-notice" },
  "/personal-data": { fr: "/donnees-personnelles", en: "/personal-data" },
} as const;

export const routing = defineRouting({
  locales,
  defaultLocale,
  localePrefix: "always",
  // A cookie would keep shared caches from storing the pages.
  localeCookie: false,
  // Pages say their own alternates, with x-default, in their HTML.
  alternateLinks: false,
  pathnames,
});
