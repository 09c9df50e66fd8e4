import { useLocale, useTranslations } from "next-intl";
import type { Contact } from "@/lib/contacts/schema";
import { limits } from "@/lib/core/limits";
import { formatDate } from "@/lib/i18n/format";

/** When somebody last made sure of an entry. */
export function FreshnessNote({ contact: { freshness, verifiedOn } }: { contact: Pick<Contact, "freshness" | "verifiedOn"> }) {
  const locale = useLocale();
  const t = useTranslations("contacts.freshness");
  const date = verifiedOn === null ? "" : formatDate(locale, verifiedOn);
  return (
    <span className={freshness === "fresh" ? undefined : "unstated"}>
      {t(freshness, { date, months: limits.contactFreshMonths })}
    </span>
  );
}
