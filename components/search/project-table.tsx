import { useLocale, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/project/status-line";
import { DataTable } from "@/components/ui/data-table";
import { formatMoney } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { ProjectSummary } from "@/lib/projects/schema";
import { ProjectTitle } from "../project/project-title";

/** A page of projects as a table, one a row. */
export function ProjectTable({ projects }: { projects: readonly ProjectSummary[] }) {
  const locale = useLocale();
  const t = useTranslations("projects.table");
  const columns = ["french", "foreign", "country", "theme", "start", "end", "status", "amount"] as const;
  return (
    <DataTable
      caption={t("caption")}
      columns={[{ key: "title", label: t("title") }, ...columns.map((key) => ({ key, label: t(key) }))]}
      rows={projects.map((project) => {
        const { id, slug, title, origin, french, foreign, countries, theme, startYear, endYear } = project;
        const contents = {
          french: french.map(({ name }) => name).join(", "),
          foreign: foreign.map(({ name }) => name).join(", "),
          country: countries.map(({ name }) => name).join(", "),
          theme: theme?.label ?? "",
          start: startYear ?? "",
          end: endYear ?? "",
          status: <StatusBadge status={project.computedStatus} />,
          amount: project.cofundingTotal === null ? "" : formatMoney(locale, project.cofundingTotal),
        };
        return {
          key: id,
          header: (
            <Link to={{ pathname: "/projects/[record]", record: `${id}-${slug}` }}>
              <ProjectTitle title={title} origin={origin} />
            </Link>
          ),
          cells: columns.map((key) => ({ key, content: contents[key] })),
        };
      })}
    />
  );
}
