import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { QualityView } from "@/components/quality/quality-view";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { readQuality } from "@/lib/quality/loaders";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const revalidate = 60;

const targets = sameTarget({ pathname: "/quality" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quality.page");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: true });
}

export default async function QualityPage() {
  const [data, demo] = await Promise.all([readQuality(await getLocale()), hasDemoRecords()]);
  return (
    <PageShell targets={targets} demo={demo}>
      <QualityView data={data} />
    </PageShell>
  );
}
