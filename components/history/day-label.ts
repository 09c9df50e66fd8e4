import { useLocale, useTranslations } from "next-intl";
import type { AsOf } from "@/lib/as-of/params";
import { formatDate } from "@/lib/i18n/format";

/** What a page shows of a day, in a few words; null without a day. */
export function useDayLabel(asOf: AsOf | null): string | null {
  const locale = useLocale();
  const t = useTranslations("history.day.label");
  return asOf && t(asOf.view, { date: formatDate(locale, asOf.day) });
}
