import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { ImportSummary } from "@/lib/quality/queries/imports";
import { ImportCounts } from "./import-counts";
import { ImportKindName } from "./import-kind";

/** Imports, the latest first; each leads to its report. */
export function ImportsTable({ imports }: { imports: readonly ImportSummary[] }) {
  const locale = useLocale();
  const t = useTranslations("quality.page.imports");
  if (imports.length === 0) return <p>{t("none")}</p>;
  return (
    <DataTable
      worded
      caption={t("caption")}
      columns={[
        { key: "file", label: t("file") },
        { key: "status", label: t("status") },
        { key: "source", label: t("source") },
      ]}
      rows={imports.map(({ id, kind, fileName, source, status, startedOn, counts }) => ({
        key: String(id),
        header: (
          <>
            <Link to={{ pathname: "/quality/imports/[record]", record: String(id) }}>{fileName}</Link>
            <small>{formatDate(locale, startedOn)}</small>
          </>
        ),
        cells: [
          {
            key: "status",
            content: (
              <>
                {t(`state.${status}`)} <ImportCounts counts={counts} />
              </>
            ),
          },
          {
            key: "source",
            content: (
              <>
                {source}
                <small>
                  <ImportKindName kind={kind} />
                </small>
              </>
            ),
          },
        ],
      }))}
    />
  );
}
