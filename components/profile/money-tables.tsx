import { useLocale, useTranslations } from "next-intl";
import { SeriesSection } from "@/components/numbers/series-section";
import { DataTable } from "@/components/ui/data-table";
import { formatMoney } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { organisationTarget } from "@/lib/profiles/address";
import type { Funder } from "@/lib/profiles/queries/money";
import type { Profile } from "@/lib/profiles/queries/profile";
import { ProjectCount } from "./search-link";
import { hasYears } from "./year-series";

/** What is known of an amount, and how much is not: an amount that is not stated is not zero. */
function Amount({ known, unknown }: Pick<Funder, "known" | "unknown">) {
  const locale = useLocale();
  const t = useTranslations("profiles.funders");
  if (known === null) return unknown > 0 && <span className="unstated">{t("onlyUnknown", { count: unknown })}</span>;
  return (
    <>
      {formatMoney(locale, known)}
      {unknown > 0 && <small>{t("unknown", { count: unknown })}</small>}
    </>
  );
}

/** Who funds the projects of a subject, and how much is known to have been given in which year. */
export function FunderTable({ profile }: { profile: Profile }) {
  const t = useTranslations("profiles.funders");
  const column = useTranslations("profiles.column");
  const { subject, parts } = profile;
  const { rows, total } = profile.funders;
  return (
    <>
      <DataTable
        numeric
        caption={t("caption")}
        columns={[
          { key: "funder", label: column("funder") },
          { key: "amount", label: column("amount") },
          { key: "projects", label: column("projects") },
        ]}
        rows={rows.map((funder) => ({
          key: funder.id,
          header: <Link to={organisationTarget(funder)}>{funder.name}</Link>,
          cells: [
            { key: "amount", content: <Amount known={funder.known} unknown={funder.unknown} /> },
            { key: "projects", content: <ProjectCount query={funder.query} count={funder.projects} /> },
          ],
        }))}
      />
      {total > rows.length && <p className="aside">{t("more", { count: total - rows.length })}</p>}
      {hasYears(parts.money) && <SeriesSection series={parts.money} query={subject.query} />}
    </>
  );
}
