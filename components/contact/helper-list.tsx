import { useLocale, useTranslations } from "next-intl";
import { contactTarget, directoryTarget } from "@/lib/contacts/address";
import type { Contact } from "@/lib/contacts/schema";
import { Link } from "@/lib/i18n/navigation";
import { WriteLink } from "./write-link";

/** Who can help: offices and networks in France, each with its page. */
export function HelperList({ helpers }: { helpers: readonly Contact[] }) {
  const locale = useLocale();
  const t = useTranslations("contacts.helpers");
  const demo = useTranslations("project");
  return (
    <div className="contacts">
      <ul>
        {helpers.map((contact) => (
          <li className="contact" key={contact.id}>
            <p>
              {contact.demo && `${demo("demo")} `}
              <Link to={contactTarget(contact, locale)}>{contact.name}</Link>
            </p>
            <p className="detail">
              {[contact.kind.label, contact.city].filter(Boolean).join(", ")} <WriteLink contact={contact} />
            </p>
          </li>
        ))}
      </ul>
      <p className="aside">
        {t("note")} <Link to={directoryTarget({ type: "office" })}>{t("all")}</Link>
      </p>
    </div>
  );
}
