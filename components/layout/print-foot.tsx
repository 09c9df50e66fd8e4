import { useLocale, useTranslations } from "next-intl";
import { formatDate } from "@/lib/i18n/format";

/** Foot of a printed page: where it comes from and as of when. */
export function PrintFoot({ address, date }: { address: string; date: string }) {
  const locale = useLocale();
  const t = useTranslations("ui.printed");
  return (
    <p className="print-only sheet">
      {t("address")} {address}. {t("consulted", { date: formatDate(locale, date) })}
    </p>
  );
}
