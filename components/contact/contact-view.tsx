import { useLocale, useTranslations } from "next-intl";
import { ObjectionLink, ReportLink } from "@/components/feedback/report-link";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { Icon } from "@/components/ui/icon";
import { cardAddress, directoryTarget, writeTarget } from "@/lib/contacts/address";
import type { Contact } from "@/lib/contacts/schema";
import { href } from "@/lib/i18n/href";
import { ContactFacts } from "./contact-facts";
import { PeopleList } from "./people-list";

/** Page of a post or an office: how it is reached, for what it is competent, whom to write to. */
export function ContactView({ contact, now }: { contact: Contact; now: Date }) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  const ui = useTranslations("ui");
  const demo = useTranslations("project");
  const { id, type, kind, name, names, covers, people, writable } = contact;
  const other = names[locale === "fr" ? "en" : "fr"];
  const steps = [
    { label: ui("home"), href: href(locale, { pathname: "/" }) },
    { label: t("name"), href: href(locale, directoryTarget({ type })) },
  ];
  return (
    <>
      <Breadcrumb steps={steps} current={name} />
      <article className="contact-page">
        <p className="eyebrow">{kind.label}</p>
        <h1>
          {contact.demo && `${demo("demo")} `}
          {name}
        </h1>
        {other !== name && (
          <p className="aside" lang={locale === "fr" ? "en" : "fr"}>
            {other}
          </p>
        )}
        <p className="no-print">
          {writable ? (
            <a className="action" href={href(locale, writeTarget(contact, locale))} rel="nofollow">
              {t("write.action")}
            </a>
          ) : (
            <span className="unstated">{t("write.closed")}</span>
          )}
        </p>
        <h2>{t("facts")}</h2>
        <ContactFacts contact={contact} now={now} whole />
        {covers.some(({ subdivision, place }) => subdivision ?? place) && <p className="aside">{t("overrides")}</p>}
        {type === "post" || people.length > 0 ? (
          <>
            <h2>{t("people.title")}</h2>
            <PeopleList people={people} />
            <p className="aside">{t("people.note")}</p>
          </>
        ) : null}
        <p className="aside no-print">
          <a href={cardAddress(id, locale)} rel="nofollow">
            <Icon name="download" /> {t("files.vcard")}
          </a>{" "}
          · <ReportLink id={id} /> · <ObjectionLink id={id} />
        </p>
      </article>
    </>
  );
}
