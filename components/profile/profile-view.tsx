import { useLocale, useTranslations } from "next-intl";
import { HelperList } from "@/components/contact/helper-list";
import { HistorySection } from "@/components/history/record-history";
import { indexWays } from "@/components/index/index-ways";
import { Breadcrumb, type Crumb } from "@/components/layout/breadcrumb";
import { PageSections, type Section } from "@/components/layout/page-sections";
import { LineMap } from "@/components/map/line-map";
import { PostContacts } from "@/components/project/post-contacts";
import { ProjectNews } from "@/components/project/project-news";
import { SimilarBodies } from "@/components/similar/similar-bodies";
import { WhiteSpotTable } from "@/components/similar/white-spot-table";
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

type ProfileViewProps = {
  profile: Profile;
  /** Address that keeps the figures, for citations. */
  kept: string | null;
};

function useSections({ profile, kept }: ProfileViewProps): Section[] {
  const locale = useLocale();
  const t = useTranslations("profiles");
  const map = useTranslations("map.lines");
  const contacts = useTranslations("contacts");
  const { subject, outline, actors, funders, given, parts, lines, projects, remarks, posts, news, hierarchy } = profile;
  const { helpers, history, similar, whiteSpots } = profile;
  const territory = subject.kind === "organisation" ? subject.territory : null;
  const alike = subject.kind === "organisation" && subject.side === "foreign" ? "partners" : "authorities";
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
    {
      id: "similar",
      title: t(`similar.${alike}.title`),
      shown: similar.length > 0,
      body: <SimilarBodies similar={similar} of={alike} />,
    },
    {
      id: "white-spots",
      title: t("similar.white.title"),
      shown: whiteSpots !== null && whiteSpots.rows.length > 0,
      body: whiteSpots && <WhiteSpotTable spots={whiteSpots} />,
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
    {
      id: "history",
      title: useTranslations("history")("title"),
      shown: history !== null,
      body: history && <HistorySection history={history} page={subjectTarget(subject, locale)} of="list" />,
    },
    { id: "source", title: t("source.title"), shown: true, body: <SourceLinks profile={profile} kept={kept} /> },
  ];
}

/** The way to a subject: through the index of its kind, and the themes that it is part of. */
export function useSteps(subject: Subject): Crumb[] {
  const locale = useLocale();
  const t = useTranslations("ui");
  const ways = useTranslations("indexes.ways");
  const home = { label: t("home"), href: href(locale, { pathname: "/" }) };
  if (subject.kind === "organisation")
    return [home, { label: t("header.organisations"), href: href(locale, { pathname: "/organisations" }) }];
  const above = subject.kind === "theme" ? subject.above : [];
  return [
    home,
    { label: ways(subject.kind), href: href(locale, indexWays[subject.kind]) },
    ...above.map((theme) => ({
      label: theme.names[locale],
      href: href(locale, subjectTarget({ ...theme, kind: "theme" }, locale)),
    })),
  ];
}

/** Body of the page of any subject: who works together, where, on what, since when, who pays, and what to check. */
export function ProfileView({ profile, kept }: ProfileViewProps) {
  const { subject } = profile;
  const sections = useSections({ profile, kept });
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
