import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AboutView } from "@/components/about/about-view";
import { PageShell } from "@/components/layout/page-shell";
import { requestBounds } from "@/lib/http/rate-limit";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { getAtlasFigures, listSources } from "@/lib/statistics/queries";

export const revalidate = 60;

const targets = sameTarget({ pathname: "/about" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.about");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: true });
}

export default async function AboutPage() {
  const locale = await getLocale();
  const [figures, sources] = await Promise.all([getAtlasFigures(), listSources(locale)]);
  return (
    <PageShell targets={targets} demo={figures.demoProjects > 0}>
      <AboutView figures={figures} sources={sources} bounds={requestBounds()} />
    </PageShell>
  );
}
