import { useLocale, useTranslations } from "next-intl";
import { ReportLink } from "@/components/feedback/report-link";
import { DayForm } from "@/components/history/day-form";
import { FollowLinks } from "@/components/search/follow-links";
import { env } from "@/lib/core/env";
import { formatDate } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { absoluteHref } from "@/lib/i18n/metadata";
import { subjectTarget } from "@/lib/profiles/address";
import { titleOf } from "@/lib/profiles/lead";
import type { Profile } from "@/lib/profiles/queries/profile";
import { queryOf } from "@/lib/search/params";

/** How to follow, download, cite and correct what a profile shows, and to see it as of a day. */
export function SourceLinks({ profile: { subject, outline } }: { profile: Profile }) {
  const locale = useLocale();
  const t = useTranslations("profiles.source");
  const cite = useTranslations("statistics.cite");
  const { projects, updatedOn } = outline;
  return (
    <>
      {updatedOn && (
        <p className="aside">
          {cite("text", {
            title: titleOf(subject, locale),
            portal: env().SITE_NAME,
            date: formatDate(locale, updatedOn),
            url: absoluteHref(locale, subjectTarget(subject, locale)),
          })}
        </p>
      )}
      {projects > 0 && <FollowLinks query={subject.query} total={projects} />}
      {subject.kind === "organisation" && (
        <p className="downloads">
          <ReportLink id={subject.key} />
        </p>
      )}
      {projects > 0 && (
        <details className="day-choice">
          <summary>{t("day")}</summary>
          <DayForm action={href(locale, { pathname: "/projects" })} kept={queryOf(subject.query, locale)} asOf={null} of="list" />
        </details>
      )}
    </>
  );
}
