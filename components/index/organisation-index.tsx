import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCount } from "@/components/profile/search-link";
import { DataTable } from "@/components/ui/data-table";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { organisationTarget } from "@/lib/profiles/address";
import { type IndexQuery, indexParams } from "@/lib/profiles/index-query";
import type { OrganisationIndex } from "@/lib/profiles/queries/organisations";
import { IndexWays } from "./index-ways";
import { OrganisationForm } from "./organisation-form";

/** A page of the index of organisations: French authorities, partners or funders. */
export function OrganisationIndexView({ query, found }: { query: IndexQuery; found: OrganisationIndex }) {
  const locale = useLocale();
  const t = useTranslations("organisations");
  const ui = useTranslations("ui");
  const { total, rows } = found;
  const pages = Math.min(Math.ceil(total / limits.indexRows), limits.maxPage);
  const to = (changes: Partial<IndexQuery>) =>
    href(locale, { pathname: "/organisations", query: indexParams({ ...query, ...changes }) });
  return (
    <>
      <Breadcrumb steps={[{ label: ui("home"), href: href(locale, { pathname: "/" }) }]} current={t("name")} />
      <PageHeading title={t(`title.${query.type}`)}>
        {t("total", { count: total })}
        {pages > 1 && ` · ${t("page", { page: query.page, pages })}`}
      </PageHeading>
      <IndexWays current={query.type} />
      <OrganisationForm query={query} found={found} />
      {rows.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <DataTable
          caption={t("caption")}
          columns={[
            { key: "name", label: t("column.name") },
            { key: "place", label: t("column.place") },
            { key: "projects", label: t(query.type === "funder" ? "column.funded" : "column.projects") },
          ]}
          rows={rows.map((row) => ({
            key: row.id,
            header: (
              <>
                <Link to={organisationTarget(row)}>{row.name}</Link>
                <small>{row.kind}</small>
              </>
            ),
            cells: [
              { key: "place", content: row.place ?? "" },
              { key: "projects", content: <ProjectCount query={row.query} count={row.projects} /> },
            ],
          }))}
        />
      )}
      <Pagination page={query.page} pages={pages} hrefOf={(page) => to({ page })} />
    </>
  );
}
