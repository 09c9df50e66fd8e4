import { useLocale, useTranslations } from "next-intl";
import { ContactFacts } from "@/components/contact/contact-facts";
import { PeopleList } from "@/components/contact/people-list";
import { DefinitionList, type Fact } from "@/components/ui/definition-list";
import { ExternalLink } from "@/components/ui/external-link";
import { contactTarget } from "@/lib/contacts/address";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { HeldPerson, Verification } from "@/lib/verification/queries";

type Open = Extract<Verification, { state: "open" }>;

/** PERSONAL DATA, for the contact alone: what is held of it, and who can see it. */
export function HeldFacts({ verification: { email, contact, person } }: { verification: Open }) {
  const locale = useLocale();
  const t = useTranslations("verification");
  const address = { key: "email", term: t("fact.email"), value: email, detail: t("emailHidden") };
  return (
    <div className="contact-held">
      {person ? <PersonFacts person={person} address={address} /> : <DefinitionList layout="rows" facts={[address]} />}
      {contact && (
        <>
          <ContactFacts contact={contact} now={new Date()} whole />
          {contact.people.length > 0 && <PeopleList people={contact.people} />}
          <p>
            <Link to={contactTarget(contact, locale)}>{t("public")}</Link>
          </p>
        </>
      )}
    </div>
  );
}

function PersonFacts({ person, address }: { person: HeldPerson; address: Fact }) {
  const locale = useLocale();
  const t = useTranslations("verification");
  const { function: title, name, phone, shown, legalBasis, verifiedOn, source } = person;
  const facts = [
    { key: "function", term: t("fact.function"), value: title },
    { key: "name", term: t("fact.name"), value: name },
    { key: "phone", term: t("fact.phone"), value: phone },
    address,
    { key: "shown", term: t("fact.shown"), value: t(`shown.${shown}`), detail: legalBasis },
    { key: "verified", term: t("fact.verified"), value: verifiedOn && formatDate(locale, verifiedOn) },
    {
      key: "source",
      term: t("fact.source"),
      value: source.url ? <ExternalLink href={source.url}>{source.name}</ExternalLink> : source.name,
    },
  ];
  return <DefinitionList layout="rows" facts={facts} />;
}
