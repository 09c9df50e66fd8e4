import { useLocale, useTranslations } from "next-intl";
import { InLanguage } from "@/components/ui/in-language";
import { formatList } from "@/lib/i18n/format";
import type { Marked } from "@/lib/search/marks";
import type { Found } from "@/lib/search/reasons";

/** Why a record is in a list: the words in its text, and where else they stand. */
export function WhyFound({ found, snippet }: { found: Found | undefined; snippet: Marked["snippet"] }) {
  const locale = useLocale();
  const t = useTranslations("projects.found");
  const named = found?.otherNames.map(({ name, other }) => t("otherName", { name, other })) ?? [];
  const reasons = [
    ...(found?.reasons.map((reason) => t(reason)) ?? []),
    ...named,
    ...(found?.territories.map((name) => t("territory", { name })) ?? []),
  ];
  return (
    <>
      {snippet && (
        <p className="snippet">
          <InLanguage text={snippet} />
        </p>
      )}
      {reasons.length > 0 && <p className="aside found-in">{t("in", { parts: formatList(locale, reasons) })}</p>}
    </>
  );
}
