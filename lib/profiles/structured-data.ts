import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { subjectTarget } from "./address";
import { leadOf } from "./lead";
import type { Profile } from "./queries/profile";
import type { OrganisationSubject, Subject } from "./schema";

/** schema.org types: https://schema.org/GovernmentOrganization, /Country, /AdministrativeArea, /DefinedTerm. */
function typeOf(subject: Subject): string {
  if (subject.kind === "organisation") return subject.type.isAuthority ? "GovernmentOrganization" : "Organization";
  return { country: "Country", territory: "AdministrativeArea", theme: "DefinedTerm", scheme: "DefinedTerm" }[subject.kind];
}

function organisationData({ codes, country, website }: OrganisationSubject) {
  return {
    ...(codes.length > 0 && {
      identifier: codes.map(({ scheme, code }) => ({ "@type": "PropertyValue", propertyID: scheme, value: code })),
    }),
    ...(country && { address: { "@type": "PostalAddress", addressCountry: country.code } }),
    ...(website && { sameAs: website }),
  };
}

/** schema.org description of the page of a subject. */
export function profileStructuredData(profile: Profile, locale: Locale) {
  const { subject, outline } = profile;
  const url = absoluteHref(locale, subjectTarget(subject, locale));
  const name = subject.names[locale];
  return {
    "@context": "https://schema.org",
    "@type": "WebPage",
    url,
    inLanguage: locale,
    name,
    description: leadOf(profile, locale),
    ...(outline.updatedOn && { dateModified: outline.updatedOn }),
    mainEntity: {
      "@type": typeOf(subject),
      name,
      url,
      ...(subject.kind === "organisation" ? organisationData(subject) : { identifier: subject.key }),
    },
  };
}
