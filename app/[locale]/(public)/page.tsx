import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HomeView } from "@/components/home/home-view";
import { PageShell } from "@/components/layout/page-shell";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { latestNews } from "@/lib/news/queries/list";
import { slugsOf } from "@/lib/profiles/queries/parts";
import { latestProjects } from "@/lib/projects/queries/list";
import { getAtlasFigures, projectsBy } from "@/lib/statistics/queries";

export const revalidate = 60;

const targets = sameTarget({ pathname: "/" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return pageMetadata({ locale: await getLocale(), targets, title: t("tagline"), description: t("description"), index: true });
}

export default async function HomePage() {
  const locale = await getLocale();
  const [figures, counts, projects, news] = await Promise.all([
    getAtlasFigures(),
    projectsBy(["country", "theme"], locale),
    latestProjects(6, locale),
    latestNews(3, locale),
  ]);
  const slugs = await slugsOf(
    counts.country.map(({ code }) => code),
    locale,
  );
  return (
    <PageShell targets={targets} demo={figures.demoProjects > 0}>
      <HomeView
        figures={figures}
        countries={counts.country}
        slugs={slugs}
        themes={counts.theme}
        projects={projects}
        news={news}
      />
    </PageShell>
  );
}
