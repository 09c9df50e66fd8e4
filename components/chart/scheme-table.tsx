import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { formatMoney } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { schemeTarget } from "@/lib/profiles/address";
import type { SchemeRow } from "@/lib/projects/funding";

/** Parts of the funding that come under a 1 % scheme, apart from the totals that already hold them. */
export function SchemeTable({ rows }: { rows: readonly SchemeRow[] }) {
  const locale = useLocale();
  const t = useTranslations("chart");
  return (
    <>
      <h3>{t("schemes.title")}</h3>
      <DataTable
        caption={t("schemes.caption")}
        columns={[
          { key: "funder", label: t("funder") },
          { key: "scheme", label: t("schemes.scheme") },
          { key: "year", label: t("schemes.year") },
          { key: "amount", label: t("schemes.amount") },
        ]}
        rows={rows.map(({ funder, name, scheme, year, cents, currency }, index) => ({
          key: `${funder} ${index}`,
          header: name,
          cells: [
            { key: "scheme", content: <Link to={schemeTarget({ label: scheme })}>{scheme}</Link> },
            { key: "year", content: year ?? t("yearNotStated"), soft: year === null },
            {
              key: "amount",
              content: cents === null ? t("amountNotStated") : formatMoney(locale, cents / 100, currency),
              soft: cents === null,
            },
          ],
        }))}
      />
      <p className="aside">{t("schemes.note")}</p>
    </>
  );
}
