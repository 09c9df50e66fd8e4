import { useTranslations } from "next-intl";
import { ProjectCard } from "@/components/project/project-card";
import type { SimilarProject } from "@/lib/similar/queries/projects";
import { ReasonList, SizeSource } from "./reason-list";

/** Partnerships like the one of the page, each with its reasons. */
export function SimilarProjects({ similar }: { similar: readonly SimilarProject[] }) {
  const t = useTranslations("profiles.similar");
  return (
    <>
      <p className="aside">{t("text")}</p>
      <ul className="cards">
        {similar.map(({ project, reasons }) => (
          <li key={project.id}>
            <ProjectCard project={project}>
              <ReasonList reasons={reasons} />
            </ProjectCard>
          </li>
        ))}
      </ul>
      <SizeSource all={similar.map(({ reasons }) => reasons)} />
    </>
  );
}
