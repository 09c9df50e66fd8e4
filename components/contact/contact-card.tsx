import { useLocale, useTranslations } from "next-intl";
import { contactTarget } from "@/lib/contacts/address";
import type { Contact } from "@/lib/contacts/schema";
import { Link } from "@/lib/i18n/navigation";
import { ContactFacts } from "./contact-facts";
import { PeopleList } from "./people-list";
import { WriteLink } from "./write-link";

/** Everything about an entry, in a list that is read or printed as a whole. */
export function ContactCard({ contact, now }: { contact: Contact; now: Date }) {
  const locale = useLocale();
  const demo = useTranslations("project");
  return (
    <li className="contact-card">
      <h2>
        {contact.demo && `${demo("demo")} `}
        <Link to={contactTarget(contact, locale)}>{contact.name}</Link>
      </h2>
      <p className="aside">{contact.kind.label}</p>
      <ContactFacts contact={contact} now={now} />
      {contact.people.length > 0 && <PeopleList people={contact.people} />}
      <p className="no-print">
        <WriteLink contact={contact} />
      </p>
    </li>
  );
}
