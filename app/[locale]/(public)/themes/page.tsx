import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SubjectIndex } from "@/components/index/subject-index";
import { PageShell } from "@/components/layout/page-shell";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { listThemes } from "@/lib/profiles/queries/indexes";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const revalidate = 60;

const targets = sameTarget({ pathname: "/themes" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("indexes.theme");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: true });
}

export default async function ThemesPage() {
  const [groups, demo] = await Promise.all([listThemes(await getLocale()), hasDemoRecords()]);
  return (
    <PageShell targets={targets} demo={demo}>
      <SubjectIndex of="theme" groups={groups} />
    </PageShell>
  );
}
