import { useLocale, useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import { formatDate, formatList } from "@/lib/i18n/format";
import { type Contradiction, contradictions } from "@/lib/projects/contradictions";
import { remarks } from "@/lib/projects/findings";
import type { Project } from "@/lib/projects/schema";

function useContradiction() {
  const locale = useLocale();
  const t = useTranslations("project.notes");
  return (found: Contradiction): string => {
    switch (found.rule) {
      case "ongoing_but_ended":
        return t("ongoing_but_ended", { date: formatDate(locale, found.end.date, found.end.precision) });
      case "three_year_too_short":
        return t("three_year_too_short", { years: found.years });
      case "funding_outside_dates":
        return t("funding_outside_dates", { count: found.years.length, years: formatList(locale, found.years) });
      case "signed_after_end":
        return t("signed_after_end", { signed: found.signed, end: found.end });
    }
  };
}

/** What the record says against itself: computed at each reading, then what the import found. */
export function ProjectNotes({ project }: { project: Project }) {
  const locale = useLocale();
  const say = useContradiction();
  const found = contradictions(project);
  const stored = remarks(project.findings, locale).filter(({ severity }) => severity !== "info");
  if (found.length + stored.length === 0) return null;
  return (
    <div className="notes">
      {found.map((contradiction) => (
        <Note key={contradiction.rule}>{say(contradiction)}</Note>
      ))}
      {stored.map(({ key, text }) => (
        <Note key={key}>{text}</Note>
      ))}
    </div>
  );
}
