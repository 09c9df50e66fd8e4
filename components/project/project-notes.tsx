import { useLocale, useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import { Link } from "@/lib/i18n/navigation";
import { remarks } from "@/lib/projects/findings";
import type { Project } from "@/lib/projects/schema";

/** What is to check in the record: it is told, nothing is corrected. */
export function ProjectNotes({ project }: { project: Project }) {
  const t = useTranslations("project.notes");
  const found = remarks(project.findings, useLocale()).filter(({ severity }) => severity !== "info");
  if (found.length === 0) return null;
  return (
    <div className="notes">
      {found.map(({ key, text, record }) => (
        <Note key={key}>
          {text} {record && <Link to={{ pathname: "/projects/[record]", record }}>{t("other")}</Link>}
        </Note>
      ))}
    </div>
  );
}
