import type { ProjectSummary } from "@/lib/projects/schema";
import { ProjectCard } from "./project-card";

/** Projects as cards, in their order. `columns`: two beside each other where there is room. */
export function ProjectCards({ projects, columns = 1 }: { projects: readonly ProjectSummary[]; columns?: 1 | 2 }) {
  return (
    <ul className={columns === 2 ? "cards two-columns" : "cards"}>
      {projects.map((project) => (
        <li key={project.id}>
          <ProjectCard project={project} />
        </li>
      ))}
    </ul>
  );
}
