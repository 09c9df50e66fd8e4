import { useLocale, useTranslations } from "next-intl";
import { DaySummary } from "@/components/history/day-summary";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageSections, type Section } from "@/components/layout/page-sections";
import { LineMap } from "@/components/map/line-map";
import { asOfQuery } from "@/lib/as-of/params";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { subjectTarget } from "@/lib/profiles/address";
import type { ProfileOnDay } from "@/lib/profiles/queries/on-day";
import { ActorTables } from "./actor-table";
import { ProfileName } from "./profile-head";
import { ProfileParts } from "./profile-parts";
import { useSteps } from "./profile-view";
import { SubjectProjects } from "./subject-projects";

/** Says of which day a page is, and leads back to the present. */
function DayNotice({ profile: { present, subject, asOf } }: { profile: ProfileOnDay }) {
  const locale = useLocale();
  const t = useTranslations("history.day.subject");
  const isKnown = asOf.view === "known";
  const page = subjectTarget(present, locale);
  const created = present.kind === "organisation" ? formatDate(locale, present.createdOn) : "";
  const state = subject === null ? "absent" : isKnown ? "known" : "active";
  const other = asOfQuery({ day: asOf.day, view: isKnown ? "active" : "known" }, locale);
  return (
    <aside className="day-notice" aria-label={t("back")}>
      <p>
        <strong>{t(state, { date: formatDate(locale, asOf.day), created })}</strong>
      </p>
      <ul>
        <li>
          <Link to={page}>{t("back")}</Link>
        </li>
        <li>
          <Link to={{ ...page, query: other }} rel="nofollow">
            {t(isKnown ? "toActive" : "toKnown")}
          </Link>
        </li>
      </ul>
    </aside>
  );
}

function useSections({ present, query, total, projects, ran }: ProfileOnDay): Section[] {
  const locale = useLocale();
  const t = useTranslations("profiles");
  const map = useTranslations("map.lines");
  const subject = { ...present, query };
  const lists: Section[] = ran
    ? [
        {
          id: "ends",
          title: t("ends.title"),
          shown: ran.actors.authority.total + ran.actors.partner.total > 0,
          body: <ActorTables profile={{ subject, actors: ran.actors }} />,
        },
        {
          id: "map",
          title: t("map.title"),
          shown: ran.lines !== null && ran.lines.lines.length > 0,
          body: ran.lines && <LineMap lines={ran.lines} title={map("title", { place: present.names[locale] })} />,
        },
        {
          id: "parts",
          title: t("parts.title"),
          shown: total > 0,
          body: <ProfileParts profile={{ subject, parts: ran.parts }} />,
        },
      ]
    : [];
  const list = <SubjectProjects projects={projects} total={total} query={query} />;
  return [...lists, { id: "projects", title: t("projects.onDay"), shown: projects.length > 0, body: list }];
}

/** The page of an organisation or a country on a day. */
export function ProfileOnDayView({ profile }: { profile: ProfileOnDay }) {
  const { present, subject, query, total, figures } = profile;
  const sections = useSections(profile);
  return (
    <>
      <Breadcrumb steps={useSteps(present)} current={present.names[useLocale()]} />
      <DayNotice profile={profile} />
      <article>
        <header className="profile-head">
          <ProfileName subject={subject ?? present} />
        </header>
        {figures && subject && <DaySummary query={query} total={total} figures={figures} />}
        {subject && (
          <div className="project-body profile-body">
            <PageSections sections={sections} />
          </div>
        )}
      </article>
    </>
  );
}
