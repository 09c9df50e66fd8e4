import { useLocale, useTranslations } from "next-intl";
import { Cite } from "@/components/cite/cite";
import { ReportLink } from "@/components/feedback/report-link";
import { DayForm } from "@/components/history/day-form";
import { FollowLinks } from "@/components/search/follow-links";
import { href } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { subjectTarget } from "@/lib/profiles/address";
import { titleOf } from "@/lib/profiles/lead";
import type { Profile } from "@/lib/profiles/queries/profile";
import type { Subject } from "@/lib/profiles/schema";
import { queryOf } from "@/lib/search/params";

/** Where a subject is shown as of a day: a country on its page, others as the list of their projects. */
function dayPage(subject: Subject, locale: Locale) {
  if (subject.kind === "country") return { action: href(locale, subjectTarget(subject, locale)), kept: {} };
  return { action: href(locale, { pathname: "/projects" }), kept: queryOf(subject.query, locale) };
}

/** How to follow, download, cite and correct what a profile shows, and to see it as of a day. */
export function SourceLinks({ profile: { subject, outline }, kept }: { profile: Profile; kept: string | null }) {
  const locale = useLocale();
  const t = useTranslations("profiles.source");
  const { projects, updatedOn } = outline;
  return (
    <>
      {updatedOn && (
        <Cite
          title={titleOf(subject, locale)}
          url={absoluteHref(locale, subjectTarget(subject, locale))}
          asOf={updatedOn}
          kept={kept}
        />
      )}
      {projects > 0 && <FollowLinks query={subject.query} total={projects} />}
      {subject.kind === "organisation" && (
        <p className="downloads">
          <ReportLink id={subject.key} />
        </p>
      )}
      {projects > 0 && subject.kind !== "organisation" && (
        <details className="day-choice">
          <summary>{t("day")}</summary>
          <DayForm {...dayPage(subject, locale)} asOf={null} of="list" />
        </details>
      )}
    </>
  );
}
