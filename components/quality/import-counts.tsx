import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import type { ImportSummary } from "@/lib/quality/queries/imports";

const shown = ["created", "updated", "unchanged", "rejected", "doubtful"] as const;

/** What an import came to, in one line: counts that are not zero. */
export function ImportCounts({ counts }: Pick<ImportSummary, "counts">) {
  const locale = useLocale();
  const t = useTranslations("quality.page.report.count");
  const told = shown.flatMap((key) => {
    const count = counts[key] ?? 0;
    return count > 0 ? [t("line", { name: t(key), count: formatNumber(locale, count) })] : [];
  });
  return <small>{told.join(" · ")}</small>;
}
