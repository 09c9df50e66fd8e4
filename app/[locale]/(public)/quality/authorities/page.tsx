import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { PagedView } from "@/components/quality/paged-view";
import { ShareTable } from "@/components/quality/share-table";
import { today } from "@/lib/core/clock";
import { type Params, parsePage } from "@/lib/core/parameters";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { shareByAuthority } from "@/lib/quality/queries/counts";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

const pathname = "/quality/authorities";
const targetsOf = (page: number) => sameTarget({ pathname, query: { page: page > 1 ? page : undefined } });

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations("quality.page.authorities");
  const targets = targetsOf(parsePage(await searchParams));
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: true });
}

export default async function QualityAuthoritiesPage({ searchParams }: Props) {
  const t = await getTranslations("quality.page.authorities");
  const page = parsePage(await searchParams);
  const [{ total, authorities }, demo] = await Promise.all([
    shareByAuthority({ day: today(), page }, await getLocale()),
    hasDemoRecords(),
  ]);
  return (
    <PageShell targets={targetsOf(page)} demo={demo}>
      <PagedView pathname={pathname} title={t("title")} intro={t("intro")} page={page} total={total}>
        <ShareTable caption={t("caption")} title={t("name")} filter="organisation" parts={authorities} />
      </PagedView>
    </PageShell>
  );
}
