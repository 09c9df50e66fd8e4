import { useTranslations } from "next-intl";
import { ProjectCards } from "@/components/project/project-cards";
import type { ProjectSummary } from "@/lib/projects/schema";
import type { ProjectQuery } from "@/lib/search/params";
import { SearchLink } from "./search-link";

type SubjectProjectsProps = { projects: readonly ProjectSummary[]; total: number; query: ProjectQuery };

/** The latest projects of a subject, and the way to all of them. */
export function SubjectProjects({ projects, total, query }: SubjectProjectsProps) {
  const t = useTranslations("profiles.projects");
  return (
    <>
      <ProjectCards projects={projects} />
      <p>
        <SearchLink query={query}>{t("all", { count: total })}</SearchLink>
      </p>
    </>
  );
}
