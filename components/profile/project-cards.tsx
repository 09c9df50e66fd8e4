import { useTranslations } from "next-intl";
import { ProjectCard } from "@/components/project/project-card";
import type { ProjectSummary } from "@/lib/projects/schema";
import type { ProjectQuery } from "@/lib/search/params";
import { SearchLink } from "./search-link";

type ProjectCardsProps = { projects: readonly ProjectSummary[]; total: number; query: ProjectQuery };

/** The latest projects of a subject, and the way to all of them. */
export function ProjectCards({ projects, total, query }: ProjectCardsProps) {
  const t = useTranslations("profiles.projects");
  return (
    <>
      <ul className="cards">
        {projects.map((project) => (
          <li key={project.id}>
            <ProjectCard project={project} />
          </li>
        ))}
      </ul>
      <p>
        <SearchLink query={query}>{t("all", { count: total })}</SearchLink>
      </p>
    </>
  );
}
