import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/lib/i18n/navigation";
import { organisationTarget } from "@/lib/profiles/address";
import type { Hierarchy, Relative } from "@/lib/profiles/queries/hierarchy";
import { type ProjectQuery, queryFor } from "@/lib/search/params";
import { ProjectCount, SearchLink } from "./search-link";

function RelativeTable({ caption, relatives }: { caption: string; relatives: readonly Relative[] }) {
  const t = useTranslations("profiles.hierarchy");
  const column = useTranslations("profiles.column");
  const withShared = relatives.some(({ shared }) => shared !== null);
  return (
    <DataTable
      numeric
      caption={caption}
      columns={[
        { key: "name", label: column("name") },
        { key: "projects", label: column("projects") },
        ...(withShared ? [{ key: "shared", label: column("shared") }] : []),
      ]}
      rows={relatives.map(({ level, organisation, name, own, shared }) => ({
        key: `${level} ${organisation?.id ?? name}`,
        header: (
          <>
            {organisation ? <Link to={organisationTarget(organisation)}>{name}</Link> : name}
            <small>{t(`level.${level}`)}</small>
          </>
        ),
        cells: [
          { key: "projects", content: <ProjectCount query={own.query} count={own.projects} /> },
          ...(shared ? [{ key: "shared", content: <ProjectCount query={shared.query} count={shared.projects} /> }] : []),
        ],
      }))}
    />
  );
}

/** The authorities above and inside, with what they do: in all, and in the countries where this one works. */
export function HierarchyTables({ hierarchy, territory }: { hierarchy: Hierarchy; territory: string }) {
  const t = useTranslations("profiles.hierarchy");
  const { above, members, active } = hierarchy;
  const query: ProjectQuery = queryFor("territory", territory);
  return (
    <>
      {above.length > 0 && <RelativeTable caption={t("above")} relatives={above} />}
      {members.length > 0 && <RelativeTable caption={t("members")} relatives={members} />}
      {active > members.length && (
        <p className="aside">
          {t.rich("more", {
            count: active - members.length,
            link: (words) => <SearchLink query={query}>{words}</SearchLink>,
          })}
        </p>
      )}
    </>
  );
}
