import { useLocale, useTranslations } from "next-intl";
import { HelperList } from "@/components/contact/helper-list";
import { Breadcrumb, type Crumb } from "@/components/layout/breadcrumb";
import { PageSections, type Section } from "@/components/layout/page-sections";
import { LineMap } from "@/components/map/line-map";
import { PostContacts } from "@/components/project/post-contacts";
import { ProjectNews } from "@/components/project/project-news";
import { href } from "@/lib/i18n/href";
import { subjectTarget } from "@/lib/profiles/address";
import type { Profile } from "@/lib/profiles/queries/profile";
import type { Subject } from "@/lib/profiles/schema";
import { ActorTables } from "./actor-table";
import { GivenSection } from "./given-section";
import { HierarchyTables } from "./hierarchy-tables";
import { FunderTable } from "./money-tables";
import { ProfileHead } from "./profile-head";
import { ProfileParts } from "./profile-parts";
import { RemarkList } from "./remark-list";
import { SourceLinks } from "./source-links";
import { SubjectProjects } from "./subject-projects";
import { hasYears, YearSeries } from "./year-series";

function useSections(profile: Profile): Section[] {
  const locale = useLocale();
  const t = useTranslations("profiles");
  const map = useTranslations("map.lines");
  const contacts = useTranslations("contacts");
  const { subject, outline, actors, funders, given, parts, lines, projects, remarks, posts, helpers, news, hierarchy } = profile;
  const territory = subject.kind === "organisation" ? subject.territory : null;
  return [
    {
      id: "ends",
      title: t("ends.title"),
      shown: actors.authority.total + actors.partner.total > 0,
      body: <ActorTables profile={profile} />,
    },
    {
      id: "map",
      title: t("map.title"),
      shown: lines !== null && lines.lines.length > 0,
      body: lines && <LineMap lines={lines} title={map("title", { place: subject.names[locale] })} />,
    },
    {
      id: "years",
      title: t("years.title"),
      shown: hasYears(parts.years),
      body: parts.years && <YearSeries series={parts.years} query={subject.query} />,
    },
    { id: "parts", title: t("parts.title"), shown: outline.projects > 0, body: <ProfileParts profile={profile} /> },
    { id: "funders", title: t("funders.title"), shown: funders.total > 0, body: <FunderTable profile={profile} /> },
    { id: "given", title: t("given.title"), shown: given !== null, body: given && <GivenSection given={given} /> },
    {
      id: "projects",
      title: t("projects.title"),
      shown: projects.length > 0,
      body: <SubjectProjects projects={projects} total={outline.projects} query={subject.query} />,
    },
    {
      id: "hierarchy",
      title: t("hierarchy.title"),
      shown: hierarchy !== null && hierarchy.above.length + hierarchy.members.length > 0,
      body: hierarchy && territory && <HierarchyTables hierarchy={hierarchy} territory={territory} />,
    },
    { id: "contacts", title: t("posts.title"), shown: posts.length > 0, body: <PostContacts posts={posts} /> },
    {
      id: "helpers",
      title: contacts("helpers.title"),
      shown: helpers.length > 0,
      body: <HelperList helpers={helpers} />,
    },
    { id: "news", title: t("news.title"), shown: news.length > 0, body: <ProjectNews news={news} /> },
    { id: "remarks", title: t("remarks.title"), shown: remarks.length > 0, body: <RemarkList remarks={remarks} /> },
    { id: "source", title: t("source.title"), shown: true, body: <SourceLinks profile={profile} /> },
  ];
}

/** The way to a subject: through the index of its kind, or the themes that it is part of. */
function useSteps(subject: Subject): Crumb[] {
  const locale = useLocale();
  const t = useTranslations("ui");
  const home = { label: t("home"), href: href(locale, { pathname: "/" }) };
  if (subject.kind === "country") return [home, { label: t("header.countries"), href: href(locale, { pathname: "/countries" }) }];
  if (subject.kind !== "theme")
    return [home, { label: t("header.organisations"), href: href(locale, { pathname: "/organisations" }) }];
  return [
    home,
    { label: t("header.projects"), href: href(locale, { pathname: "/projects" }) },
    ...subject.above.map((theme) => ({
      label: theme.names[locale],
      href: href(locale, subjectTarget({ ...theme, kind: "theme" }, locale)),
    })),
  ];
}

/** Body of the page of any subject: who works together, where, on what, since when, who pays, and what to check. */
export function ProfileView({ profile }: { profile: Profile }) {
  const { subject } = profile;
  const sections = useSections(profile);
  return (
    <>
      <Breadcrumb steps={useSteps(subject)} current={subject.names[useLocale()]} />
      <article>
        <ProfileHead profile={profile} />
        <div className="project-body profile-body">
          <PageSections sections={sections} />
        </div>
      </article>
    </>
  );
}
