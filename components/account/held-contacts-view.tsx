import { useLocale, useTranslations } from "next-intl";
import { DataTable, type Row } from "@/components/ui/data-table";
import { Pagination } from "@/components/ui/pagination";
import { type HeldContact, type HeldQuery, heldParams } from "@/lib/accounts/held-contacts";
import type { Role } from "@/lib/accounts/permissions";
import type { Account } from "@/lib/accounts/queries";
import { limits } from "@/lib/core/limits";
import { formatDate } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { HeldContactsForm } from "./held-contacts-form";
import { Space } from "./space";

type HeldContactsViewProps = {
  role: Role;
  query: HeldQuery;
  countries: Account["countries"];
  found: { total: number; contacts: readonly HeldContact[] };
};

function Reach({ email, phone }: Pick<HeldContact, "email" | "phone">) {
  const t = useTranslations("accounts.contacts");
  if (!email && !phone) return <span className="unstated">{t("noAddress")}</span>;
  return (
    <>
      {email && <a href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>{email}</a>}
      {email && phone && <br />}
      {phone && <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>}
    </>
  );
}

function Body({ of, city, country }: Pick<HeldContact, "of" | "city" | "country">) {
  const place = [city, country].filter(Boolean).join(", ");
  return (
    <>
      <Link to={{ pathname: of.type === "post" ? "/contacts/[record]" : "/organisations/[record]", record: of.record }}>
        {of.name}
      </Link>
      {place && <small className="under">{place}</small>}
    </>
  );
}

function ContactTable({ contacts }: { contacts: readonly HeldContact[] }) {
  const locale = useLocale();
  const t = useTranslations("accounts.contacts");
  const rows: Row[] = contacts.map((contact) => ({
    key: String(contact.id),
    header: (
      <>
        {contact.name ?? <span className="unstated">{t("noName")}</span>}
        <small className="under">{contact.function}</small>
      </>
    ),
    cells: [
      { key: "of", content: <Body {...contact} /> },
      { key: "reach", content: <Reach {...contact} /> },
      { key: "visibility", content: t(`visible.${contact.visibility}`) },
      {
        key: "verified",
        content: contact.verifiedOn ? t("verifiedOn", { date: formatDate(locale, contact.verifiedOn) }) : t("never"),
      },
    ],
  }));
  const column = (key: "person" | "of" | "reach" | "visibility" | "verified") => ({ key, label: t(key) });
  return (
    <DataTable
      caption={t("caption")}
      columns={[column("person"), column("of"), column("reach"), column("visibility"), column("verified")]}
      rows={rows}
      worded
    />
  );
}

/** The people that a viewer may see, with names and addresses. */
export function HeldContactsView({ role, query, countries, found }: HeldContactsViewProps) {
  const locale = useLocale();
  const t = useTranslations("accounts.contacts");
  const { total, contacts } = found;
  const pages = Math.min(Math.ceil(total / limits.heldContactRows), limits.maxPage);
  const count = `${t("total", { count: total })}${pages > 1 ? ` · ${t("page", { page: query.page, pages })}` : ""}`;
  return (
    <Space path="/account/contacts" forRole={role} title={t("title")} count={count}>
      <HeldContactsForm query={query} countries={countries} />
      {contacts.length === 0 ? <p>{t("none")}</p> : <ContactTable contacts={contacts} />}
      <Pagination
        page={query.page}
        pages={pages}
        hrefOf={(page) => href(locale, { pathname: "/account/contacts", query: heldParams({ ...query, page }, locale) })}
      />
      <p className="aside space-note">{t("noted")}</p>
    </Space>
  );
}
