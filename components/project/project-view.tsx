import { useLocale, useTranslations } from "next-intl";
import { HistorySection } from "@/components/history/record-history";
import { type RecordDay, RecordNotice } from "@/components/history/record-notice";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageSections, type Section } from "@/components/layout/page-sections";
import { CompletenessMeter } from "@/components/quality/completeness-meter";
import { SimilarProjects } from "@/components/similar/similar-projects";
import type { RecordHistory } from "@/lib/history/schema";
import { href } from "@/lib/i18n/href";
import { isParticipant } from "@/lib/projects/ends";
import type { Project } from "@/lib/projects/schema";
import type { SimilarProject } from "@/lib/similar/queries/projects";
import { FollowUpList, hasFollowUp } from "./follow-up-list";
import { FundingSection } from "./funding-section";
import { ImplementationList } from "./implementation-list";
import { KeyFacts } from "./key-facts";
import { PartnerColumns } from "./partner-columns";
import { PeopleCounts } from "./people-counts";
import { PostContacts } from "./post-contacts";
import { ProjectHead } from "./project-head";
import { ProjectNews } from "./project-news";
import { ProjectTexts } from "./project-texts";
import { ProjectTitle } from "./project-title";
import { RecordSource } from "./record-source";
import { ThemeList } from "./theme-list";

type ProjectViewProps = {
  project: Project;
  similar: readonly SimilarProject[];
  history: RecordHistory;
  /** The day that the page is of; left out: the present. */
  on?: RecordDay;
};

function useSections({ project, similar, history, on }: ProjectViewProps): Section[] {
  const page = { pathname: "/projects/[record]", record: `${project.id}-${project.slugs[useLocale()]}` } as const;
  const t = useTranslations("project");
  const profiles = useTranslations("profiles");
  const { themes, texts, organisations, funding, volunteers, partnerContacts, posts, news } = project;
  return [
    { id: "facts", title: t("facts.title"), shown: true, body: <Facts project={project} /> },
    { id: "themes", title: t("themes.title"), shown: themes.length > 0, body: <ThemeList themes={themes} /> },
    {
      id: "partners",
      title: t("partners.title"),
      shown: organisations.some(isParticipant),
      body: (
        <>
          <PartnerColumns project={project} />
          <ImplementationList project={project} />
        </>
      ),
    },
    { id: "funding", title: t("funding.title"), shown: funding.length > 0, body: <FundingSection project={project} /> },
    { id: "presentation", title: t("texts.title"), shown: texts.length > 0, body: <ProjectTexts texts={texts} /> },
    { id: "follow-up", title: t("followUp.title"), shown: hasFollowUp(project), body: <FollowUpList {...answers(project)} /> },
    {
      id: "people",
      title: t("people.title"),
      shown: volunteers + partnerContacts > 0,
      body: <PeopleCounts volunteers={volunteers} partnerContacts={partnerContacts} />,
    },
    {
      id: "contacts",
      title: t("posts.title", { count: posts.length }),
      shown: posts.length > 0,
      body: <PostContacts posts={posts} />,
    },
    { id: "news", title: t("news.title"), shown: news.length > 0, body: <ProjectNews news={news} /> },
    {
      id: "source",
      title: t("source.title"),
      shown: true,
      body: <RecordSource project={project} isPresent={on?.state !== "known"} />,
    },
    {
      id: "history",
      title: useTranslations("history")("title"),
      shown: true,
      body: <HistorySection history={history} page={page} of="record" />,
    },
    { id: "related", title: profiles("similar.title"), shown: similar.length > 0, body: <SimilarProjects similar={similar} /> },
  ];
}

function Facts({ project }: { project: Project }) {
  return (
    <>
      <KeyFacts project={project} />
      <CompletenessMeter project={project} />
    </>
  );
}

function answers({ evaluation, communicationInFrance, communicationAbroad }: Project) {
  return { evaluation, communicationInFrance, communicationAbroad };
}

/** Body of the project page: everything that the record says, in the order in which readers ask; nothing where it is silent. */
export function ProjectView(props: ProjectViewProps) {
  const { project, on } = props;
  const locale = useLocale();
  const t = useTranslations("ui");
  const sections = useSections(props);
  return (
    <>
      <Breadcrumb
        steps={[
          { label: t("home"), href: href(locale, { pathname: "/" }) },
          { label: t("header.projects"), href: href(locale, { pathname: "/projects" }) },
        ]}
        current={<ProjectTitle title={project.title} origin={project.origin} />}
      />
      {on && <RecordNotice on={on} record={`${project.id}-${project.slugs[locale]}`} createdOn={project.createdOn} />}
      <article>
        <ProjectHead project={project} />
        <div className="project-body">
          <PageSections sections={sections} />
        </div>
      </article>
    </>
  );
}
