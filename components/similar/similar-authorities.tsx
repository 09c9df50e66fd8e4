import { useTranslations } from "next-intl";
import { ProjectCount } from "@/components/profile/search-link";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/lib/i18n/navigation";
import { organisationTarget } from "@/lib/profiles/address";
import type { SimilarAuthority } from "@/lib/similar/queries/authorities";
import { ReasonList, SizeSource } from "./reason-list";

/** Authorities like the one of the page, each with its reasons and what it does in the same countries. */
export function SimilarAuthorities({ similar }: { similar: readonly SimilarAuthority[] }) {
  const t = useTranslations("profiles.similar.authorities");
  const column = useTranslations("profiles.column");
  return (
    <>
      <p className="aside">{t("text")}</p>
      <DataTable
        numeric
        caption={t("caption")}
        columns={[
          { key: "name", label: column("name") },
          { key: "projects", label: t("there") },
        ]}
        rows={similar.map((authority) => ({
          key: authority.id,
          header: (
            <>
              <Link to={organisationTarget(authority)}>{authority.name}</Link>
              <ReasonList reasons={authority.reasons} />
            </>
          ),
          cells: [{ key: "projects", content: <ProjectCount query={authority.query} count={authority.projects} /> }],
        }))}
      />
      <SizeSource all={similar.map(({ reasons }) => reasons)} />
    </>
  );
}
