import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { Icon } from "@/components/ui/icon";
import { Pagination } from "@/components/ui/pagination";
import { directoryFileAddress, directoryTarget } from "@/lib/contacts/address";
import { type DirectoryQuery, wholeDirectory } from "@/lib/contacts/directory-query";
import type { Directory } from "@/lib/contacts/queries/directory";
import { contactTypes } from "@/lib/contacts/schema";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { ContactCard } from "./contact-card";
import { ContactMap } from "./contact-map";
import { ContactTable } from "./contact-table";
import { DirectoryForm } from "./directory-form";

type DirectoryViewProps = { query: DirectoryQuery; found: Directory; now: Date };

function TypeChips({ type: current }: Pick<DirectoryQuery, "type">) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  return (
    <nav aria-label={t("types")} className="no-print">
      <ul className="chips">
        {contactTypes.map((type) => (
          <li key={type}>
            <a className="chip" href={href(locale, directoryTarget({ type }))} aria-current={type === current || undefined}>
              {t(`title.${type}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function FileLinks({ query }: { query: DirectoryQuery }) {
  const locale = useLocale();
  const t = useTranslations("contacts.files");
  return (
    <p className="aside no-print">
      <a href={directoryFileAddress("csv", query, locale)} rel="nofollow">
        <Icon name="download" /> {t("csv")}
      </a>{" "}
      · <a href={directoryFileAddress("json", query, locale)}>{t("json")}</a>
    </p>
  );
}

/** A page of the directory: a table, or the whole entries of one country, to be read or printed. */
export function DirectoryView({ query, found, now }: DirectoryViewProps) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  const ui = useTranslations("ui");
  const { total, entries, marks } = found;
  const pages = Math.min(Math.ceil(total / limits.indexRows), limits.maxPage);
  const isWhole = query.country !== "" || query.territory !== "";
  const country = found.countries.find(({ value }) => value === query.country)?.name;
  return (
    <>
      <Breadcrumb steps={[{ label: ui("home"), href: href(locale, { pathname: "/" }) }]} current={t("name")} />
      <PageHeading title={country ? `${t(`title.${query.type}`)} – ${country}` : t(`title.${query.type}`)}>
        {t(`total.${query.type}`, { count: total })}
        {pages > 1 && ` · ${t("page", { page: query.page, pages })}`}
      </PageHeading>
      <TypeChips type={query.type} />
      <DirectoryForm query={query} found={found} />
      <ContactMap query={query} marks={marks} />
      {entries.length === 0 && <p>{t("none")}</p>}
      {entries.length > 0 && isWhole && (
        <ul className="contact-cards">
          {entries.map((contact) => (
            <ContactCard key={contact.id} contact={contact} now={now} />
          ))}
        </ul>
      )}
      {entries.length > 0 && !isWhole && <ContactTable type={query.type} entries={entries} />}
      <Pagination page={query.page} pages={pages} hrefOf={(page) => href(locale, directoryTarget({ ...query, page }))} />
      <div className="contact-notes">
        <p className="aside">{t("order", { months: limits.contactFreshMonths })}</p>
        {query.type === wholeDirectory.type && <p className="aside no-print">{t(query.country ? "printCountry" : "print")}</p>}
        <FileLinks query={query} />
      </div>
    </>
  );
}
