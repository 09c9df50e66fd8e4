import { useLocale, useTranslations } from "next-intl";
import { formatList, formatMoney } from "@/lib/i18n/format";
import type { Notes } from "@/lib/statistics/notes";

/** What a figure does not count, or counts and must tell, in a sentence; null where there is nothing to tell. */
export function useNotes(): (notes: Notes) => string | null {
  const locale = useLocale();
  const t = useTranslations("statistics.note");
  return ({ inKindEuros = 0, ...counts }) => {
    const told = Object.entries(counts).map(([key, count]) => {
      const text = t(key as keyof typeof counts, { count });
      return key === "inKindLines" ? `${text} ${t("inKindEuros", { amount: formatMoney(locale, inKindEuros) })}` : text;
    });
    return told.length === 0 ? null : `${formatList(locale, told)}.`;
  };
}
