import { useLocale } from "next-intl";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectTitle } from "@/components/project/project-title";
import type { Project } from "@/lib/projects/schema";
import { type RecordDay, RecordNotice } from "./record-notice";

/** The page of a record on a day on which there was no such record. */
export function AbsentRecord({ project, on }: { project: Project; on: RecordDay }) {
  const record = `${project.id}-${project.slugs[useLocale()]}`;
  return (
    <>
      <PageHeading title={<ProjectTitle title={project.title} origin={project.origin} />} />
      <RecordNotice on={on} record={record} createdOn={project.createdOn} />
    </>
  );
}
