import { useLocale, useTranslations } from "next-intl";
import { formatList, formatMoney } from "@/lib/i18n/format";
import type { Notes } from "@/lib/statistics/notes";

const counted = [
  "lines",
  "zeroLines",
  "inKindLines",
  "linesWithoutAmount",
  "otherLines",
  "projectsWithAmount",
  "projectsWithoutAmount",
] as const;

/** What a figure does not count, or counts and must tell, in a sentence; null where there is nothing to tell. */
export function useNotes(): (notes: Notes) => string | null {
  const locale = useLocale();
  const t = useTranslations("statistics.note");
  return (notes) => {
    const told = counted.flatMap((key) => {
      const count = notes[key];
      if (!count) return [];
      const worth = key === "inKindLines" ? ` ${t("inKindEuros", { amount: formatMoney(locale, notes.inKindEuros ?? 0) })}` : "";
      return [t(key, { count }) + worth];
    });
    return told.length === 0 ? null : `${formatList(locale, told)}.`;
  };
}
