import { useLocale, useTranslations } from "next-intl";
import { type Cell, DataTable } from "@/components/ui/data-table";
import { formatMoney } from "@/lib/i18n/format";
import type { Target } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { Cell as Amount, FundingPivot } from "@/lib/projects/funding";
import type { Series } from "@/lib/projects/funding-bars";
import { SeriesKey } from "./series-patterns";

type FundingTableProps = {
  id: string;
  pivot: FundingPivot;
  series: readonly Series[];
  /** What a funder is (cluster, ministry …), and its page, by its public id. */
  funders: ReadonlyMap<string, { kind: string; page: Target }>;
};

/** Funder × year with totals of rows, columns and all. An amount that is not stated is said in words: it is not zero. */
export function FundingTable({ id, pivot, series, funders }: FundingTableProps) {
  const locale = useLocale();
  const t = useTranslations("chart");
  const keyOf = (row: number) => series.find(({ rows, name }) => name !== null && rows.includes(row));
  const cell = (key: string, { cents, unknown, lines }: Amount): Cell => {
    if (lines === 0) return { key, content: <span className="sr-only">{t("empty")}</span> };
    if (cents === null) return { key, content: t("amountNotStated"), soft: true };
    const amount = formatMoney(locale, cents / 100, pivot.currency);
    if (unknown === 0) return { key, content: amount };
    const content = (
      <>
        {amount} <small>{t("plusUnknown", { count: unknown })}</small>
      </>
    );
    return { key, content };
  };
  const columnKey = (column: number) => String(pivot.years[column] ?? "none");
  // A table of one year would say each figure twice.
  const withTotal = pivot.years.length > 1;
  const cells = (amounts: readonly Amount[], total: Amount) => [
    ...amounts.map((amount, column) => cell(columnKey(column), amount)),
    ...(withTotal ? [cell("total", total)] : []),
  ];
  return (
    <DataTable
      numeric
      caption={t("caption", { kind: t(`kind.${pivot.kind}`), currency: pivot.currency })}
      columns={[
        { key: "funder", label: t("funder") },
        ...pivot.years.map((year, column) => ({ key: columnKey(column), label: year ?? t("yearNotStated") })),
        ...(withTotal ? [{ key: "total", label: t("total") }] : []),
      ]}
      rows={pivot.rows.map((row, index) => {
        const own = keyOf(index);
        const funder = funders.get(row.funder);
        const details = [funder?.kind, row.inKind ? t("inKind") : null].filter(Boolean).join(", ");
        return {
          key: `${row.funder} ${row.inKind}`,
          header: (
            <>
              {own && <SeriesKey chart={id} series={own} />}
              {funder ? <Link to={funder.page}>{row.name}</Link> : row.name}
              {details && <small>{details}</small>}
            </>
          ),
          cells: cells(row.cells, row.total),
        };
      })}
      foot={{ key: "total", header: t("total"), cells: cells(pivot.totals, pivot.total) }}
    />
  );
}
