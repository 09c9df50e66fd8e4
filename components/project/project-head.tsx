import { useTranslations } from "next-intl";
import { ArcMap, type PlacedEnd } from "@/components/map/arc-map";
import { LanguageNote } from "@/components/ui/in-language";
import { frenchEnds, partnerEnds } from "@/lib/projects/ends";
import type { Project } from "@/lib/projects/schema";
import { ProjectNotes } from "./project-notes";
import { ProjectTitle } from "./project-title";
import { StatusLine } from "./status-line";
import { TwoEndsLine } from "./two-ends-line";

/** First screen of a project: what it is, between whom, how it stands, where. */
export function ProjectHead({ project }: { project: Project }) {
  const t = useTranslations("project.texts");
  const [french, partners] = [frenchEnds(project), partnerEnds(project)];
  const ends: PlacedEnd[] = [
    ...french.map((end) => ({ ...end, side: "french" as const })),
    ...partners.map(({ countryName: _, ...end }) => ({ ...end, side: "partner" as const })),
  ];
  return (
    <header className="project-head">
      <div className="intro">
        <p className="eyebrow">{project.form?.label ?? t("project")}</p>
        <h1>
          <ProjectTitle title={project.title} origin={project.origin} />
        </h1>
        {project.title.status !== "original" && <LanguageNote text={project.title} />}
        <TwoEndsLine
          max={3}
          french={french.map(({ name }) => ({ name }))}
          partner={partners.map(({ name, countryName }) => ({ name, country: countryName }))}
        />
        <StatusLine project={project} />
        <ProjectNotes project={project} />
      </div>
      <ArcMap ends={ends} />
    </header>
  );
}
