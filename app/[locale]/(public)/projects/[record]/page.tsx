import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectView } from "@/components/project/project-view";
import { readHistory } from "@/lib/history/loaders";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { readProject } from "@/lib/projects/loaders";
import type { Project } from "@/lib/projects/schema";
import { projectStructuredData, scriptSafeJson } from "@/lib/projects/structured-data";
import { similarProjects } from "@/lib/similar/queries/projects";

export const revalidate = 60;

type Props = { params: Promise<{ record: string }> };

export function generateStaticParams(): [] {
  return [];
}

function targetsOf({ id, slugs }: Project): Targets {
  const target = (slug: string) => ({ pathname: "/projects/[record]", record: `${id}-${slug}` }) as const;
  return { fr: target(slugs.fr), en: target(slugs.en) };
}

async function load({ params }: Props): Promise<{ project: Project; locale: Locale }> {
  const locale = await getLocale();
  const project = await readProject((await params).record, locale);
  if (!project) notFound();
  return { project, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { project, locale } = await load(props);
  const t = await getTranslations("common");
  const title = project.origin === "demo" ? t("demoPrefix", { title: project.title.text }) : project.title.text;
  const description = project.texts[0]?.text ?? t("description");
  return pageMetadata({
    locale,
    targets: targetsOf(project),
    title,
    description,
    index: project.origin !== "demo",
    type: "article",
  });
}

export default async function ProjectPage(props: Props) {
  const { project, locale } = await load(props);
  const [similar, history] = await Promise.all([similarProjects(project.id, locale), readHistory(project, locale)]);
  return (
    <PageShell targets={targetsOf(project)} demo={project.origin === "demo" || project.posts.some(({ demo }) => demo)}>
      <script type="application/ld+json">{scriptSafeJson(projectStructuredData(project, locale))}</script>
      <ProjectView project={project} similar={similar} history={history} />
    </PageShell>
  );
}
