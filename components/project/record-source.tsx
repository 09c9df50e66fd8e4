import { useLocale } from "next-intl";
import { asOfQuery } from "@/lib/as-of/params";
import { today } from "@/lib/core/clock";
import { absoluteHref } from "@/lib/i18n/metadata";
import type { Project } from "@/lib/projects/schema";
import { useMissingFacts } from "./missing-facts";
import { SourceSection } from "./source-section";

/** Source of a record with what it leaves open; files of it are of the present. */
export function RecordSource({ project, isPresent }: { project: Project; isPresent: boolean }) {
  const locale = useLocale();
  const missing = useMissingFacts(project);
  const record = `${project.id}-${project.slugs[locale]}`;
  const pathname = "/projects/[record]" as const;
  const json = { format: "JSON", href: `/api/v1/projects/${project.id}?lang=${locale}`, bytes: weight(project) };
  return (
    <SourceSection
      project={project}
      address={absoluteHref(locale, { pathname, record })}
      kept={
        isPresent ? absoluteHref(locale, { pathname, record, query: asOfQuery({ day: today(), view: "known" }, locale) }) : null
      }
      exports={isPresent ? [json] : []}
      empty={isPresent ? missing : []}
    />
  );
}

/** The API sends the same object. */
function weight(project: Project): number {
  return new TextEncoder().encode(JSON.stringify(project)).length;
}
