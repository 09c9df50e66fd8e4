import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import type { Project, ProjectOrganisation } from "./schema";

/** JSON that is safe inside a <script>: no value can close the element or open a comment. */
export function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/>/g, "\\u003e")
    .replace(/&/g, "\\u0026")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

function organisationData(organisation: ProjectOrganisation) {
  return {
    "@type": organisation.kind.isAuthority ? "GovernmentOrganization" : "Organization",
    name: organisation.name,
    ...(organisation.codes.length > 0 && {
      identifier: organisation.codes.map(({ scheme, code }) => ({ "@type": "PropertyValue", propertyID: scheme, value: code })),
    }),
    ...(organisation.country && { address: { "@type": "PostalAddress", addressCountry: organisation.country.code } }),
  };
}

/** schema.org description of a project page (https://schema.org/Project). */
export function projectStructuredData(project: Project, locale: Locale) {
  const url = absoluteHref(locale, { pathname: "/projects/[record]", record: `${project.id}-${project.slugs[locale]}` });
  const funders = new Map(project.funding.map(({ funder }) => [funder.id, { "@type": "Organization", name: funder.name }]));
  return {
    "@context": "https://schema.org",
    "@type": "WebPage",
    url,
    inLanguage: locale,
    name: project.title.text,
    dateModified: project.updatedOn,
    ...(project.source.licenceUrl && { license: project.source.licenceUrl }),
    publisher: { "@type": "Organization", name: project.source.publisher },
    mainEntity: {
      "@type": "Project",
      identifier: project.id,
      name: project.title.text,
      url,
      ...(project.start && { foundingDate: project.start.date.slice(0, lengthOf(project.start.precision)) }),
      ...(project.end && { dissolutionDate: project.end.date.slice(0, lengthOf(project.end.precision)) }),
      areaServed: project.places.map(({ country }) => ({ "@type": "Country", name: country.name, identifier: country.code })),
      member: project.organisations.map(organisationData),
      ...(funders.size > 0 && { funder: [...funders.values()] }),
    },
  };
}

/** An ISO date is cut to what is known of it: 2017, 2017-03, 2017-03-01. */
function lengthOf(precision: "year" | "month" | "day"): number {
  return { year: 4, month: 7, day: 10 }[precision];
}
