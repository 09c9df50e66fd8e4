import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { formatShare } from "@/lib/i18n/format";
import type { PartShare } from "@/lib/quality/queries/counts";
import { RecordCount } from "./record-count";

type ShareTableProps = {
  caption: string;
  /** Header of the names. */
  title: string;
  filter: "country" | "organisation" | "source";
  parts: readonly PartShare[];
};

/** Records to check, by part of the atlas; each number leads to its records. */
export function ShareTable({ caption, title, filter, parts }: ShareTableProps) {
  const locale = useLocale();
  const t = useTranslations("quality.page.column");
  return (
    <DataTable
      caption={caption}
      numeric
      columns={[
        { key: "name", label: title },
        { key: "checked", label: t("checked") },
        { key: "total", label: t("total") },
        { key: "share", label: t("share") },
      ]}
      rows={parts.map(({ value, name, total, checked }) => ({
        key: value,
        header: name,
        cells: [
          { key: "checked", content: <RecordCount count={checked} query={{ [filter]: value, finding: "any" }} /> },
          { key: "total", content: <RecordCount count={total} query={{ [filter]: value }} /> },
          { key: "share", content: formatShare(locale, checked, total) },
        ],
      }))}
    />
  );
}
