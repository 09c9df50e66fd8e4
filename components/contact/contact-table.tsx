import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { contactTarget } from "@/lib/contacts/address";
import type { Contact, ContactType } from "@/lib/contacts/schema";
import { Link } from "@/lib/i18n/navigation";
import { ContactPlaces } from "./contact-places";
import { FreshnessNote } from "./freshness-note";

/** Entries of the directory, one a row. */
export function ContactTable({ type, entries }: { type: ContactType; entries: readonly Contact[] }) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  const demo = useTranslations("project");
  return (
    <DataTable
      worded
      caption={t(`caption.${type}`)}
      columns={[
        { key: "name", label: t("column.name") },
        { key: "place", label: t("column.place") },
        { key: "covers", label: t(type === "post" ? "column.covers" : "column.serves") },
        { key: "verified", label: t("column.verified") },
      ]}
      rows={entries.map((contact) => ({
        key: contact.id,
        header: (
          <>
            {contact.demo && `${demo("demo")} `}
            <Link to={contactTarget(contact, locale)}>{contact.name}</Link>
            <small>{contact.kind.label}</small>
          </>
        ),
        cells: [
          { key: "place", content: [contact.city, contact.country?.name].filter(Boolean).join(", ") },
          { key: "covers", content: <ContactPlaces contact={contact} /> },
          { key: "verified", content: <FreshnessNote contact={contact} /> },
        ],
      }))}
    />
  );
}
