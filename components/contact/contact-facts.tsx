import { useLocale, useTranslations } from "next-intl";
import { DefinitionList, type Fact } from "@/components/ui/definition-list";
import { ExternalLink } from "@/components/ui/external-link";
import type { Contact } from "@/lib/contacts/schema";
import { formatDegrees, formatLocalTime } from "@/lib/i18n/format";
import { ContactPlaces } from "./contact-places";
import { FreshnessNote } from "./freshness-note";

type FactsProps = {
  contact: Contact;
  /** Instant at which the local time is told. */
  now: Date;
  /** Also what a card leaves out: coordinates, source. */
  whole?: boolean;
};

function Coordinates({ latitude, longitude }: NonNullable<Contact["coordinates"]>) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  return t("coordinates", { latitude: formatDegrees(locale, latitude), longitude: formatDegrees(locale, longitude) });
}

/** How and where an entry of the directory is reached; what is not known is left out. */
export function ContactFacts({ contact, now, whole = false }: FactsProps) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  const { type, city, country, organisation, coordinates, timeZone, phone, website, source } = contact;
  const localTime = timeZone && formatLocalTime(locale, now, timeZone);
  const facts: (Omit<Fact, "term"> & { shown: boolean })[] = [
    { key: "city", shown: city !== null, value: country ? `${city}, ${country.name}` : city },
    {
      key: organisation ? "organisation" : type === "post" ? "covers" : "serves",
      shown: true,
      value: <ContactPlaces contact={contact} />,
    },
    {
      key: "phone",
      shown: phone !== null,
      value: phone && <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>,
    },
    { key: "website", shown: website !== null, value: website && <ExternalLink href={website}>{website}</ExternalLink> },
    { key: "localTime", shown: localTime !== null, value: localTime, detail: timeZone },
    { key: "coordinates", shown: whole && coordinates !== null, value: coordinates && <Coordinates {...coordinates} /> },
    { key: "verified", shown: true, value: <FreshnessNote contact={contact} /> },
    {
      key: "source",
      shown: whole,
      value: source.url ? <ExternalLink href={source.url}>{source.name}</ExternalLink> : source.name,
      detail: source.licence,
    },
  ];
  return (
    <DefinitionList
      layout="rows"
      facts={facts
        .filter(({ shown }) => shown)
        .map(({ shown: _, ...fact }) => ({ ...fact, term: t(`fact.${fact.key as "city"}`) }))}
    />
  );
}
