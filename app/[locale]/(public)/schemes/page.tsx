import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SchemeIndex } from "@/components/index/scheme-index";
import { PageShell } from "@/components/layout/page-shell";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { readSchemes } from "@/lib/profiles/queries/scheme";
import { countEach } from "@/lib/search/totals";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const revalidate = 60;

const targets = sameTarget({ pathname: "/schemes" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("indexes.scheme");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: true });
}

export default async function SchemesPage() {
  const [schemes, demo] = await Promise.all([readSchemes(), hasDemoRecords()]);
  const counts = await countEach(schemes.map(({ query }) => query));
  return (
    <PageShell targets={targets} demo={demo}>
      <SchemeIndex schemes={schemes.map((scheme, index) => ({ scheme, projects: counts[index] ?? 0 }))} />
    </PageShell>
  );
}
