import { useLocale, useTranslations } from "next-intl";
import { writeTarget } from "@/lib/contacts/address";
import type { Contact } from "@/lib/contacts/schema";
import { Link } from "@/lib/i18n/navigation";

/** Way to the form that passes a letter on; nothing where there is nobody to pass it on to. */
export function WriteLink({ contact }: { contact: Pick<Contact, "id" | "names" | "writable"> }) {
  const locale = useLocale();
  const t = useTranslations("contacts.write");
  if (!contact.writable) return null;
  return (
    <Link to={writeTarget(contact, locale)} rel="nofollow">
      {t("action")}
    </Link>
  );
}
