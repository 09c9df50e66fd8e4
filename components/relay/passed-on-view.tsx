import { useLocale, useTranslations } from "next-intl";
import { contactTarget } from "@/lib/contacts/address";
import type { Contact } from "@/lib/contacts/schema";
import { Link } from "@/lib/i18n/navigation";

/** Confirms a message: its number, and what happens next. Nothing that the visitor wrote. */
export function PassedOnView({ number, contact }: { number: string; contact: Contact | null }) {
  const locale = useLocale();
  const t = useTranslations("relay.received");
  return (
    <article className="prose">
      <h1>{t("title")}</h1>
      <p className="receipt-number">
        {t("number")} <strong>{number}</strong>
      </p>
      <p>{t("keep")}</p>
      <p>{t("copy")}</p>
      <p>{t("later")}</p>
      {contact && (
        <p>
          {t("contact")} <Link to={contactTarget(contact, locale)}>{contact.name}</Link>
        </p>
      )}
    </article>
  );
}
