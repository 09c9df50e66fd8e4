import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { ShareBar } from "@/components/ui/share-bar";
import { formatShare } from "@/lib/i18n/format";
import type { FactShare } from "@/lib/quality/queries/counts";
import { RecordCount } from "./record-count";

/** Share of the records that state each fact that matters; what is missing leads to its records. */
export function CompletenessTable({ facts, total }: { facts: readonly FactShare[]; total: number }) {
  const locale = useLocale();
  const t = useTranslations("quality");
  return (
    <DataTable
      caption={t("page.complete.caption")}
      numeric
      columns={[
        { key: "fact", label: t("page.complete.fact") },
        { key: "share", label: t("page.complete.share") },
        { key: "missing", label: t("page.complete.missing") },
      ]}
      rows={facts.map(({ fact, stated, missing }) => ({
        key: fact,
        header: (
          <>
            {t(`fact.${fact}`)}
            <ShareBar part={stated} whole={total} />
            {missing > 0 && <small>{t("page.rules.fix", { fix: t(`fix.no_${fact}`) })}</small>}
          </>
        ),
        cells: [
          { key: "share", content: formatShare(locale, stated, total) },
          { key: "missing", content: <RecordCount count={missing} query={{ finding: `no_${fact}` }} /> },
        ],
      }))}
    />
  );
}
