import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ImportsTable } from "@/components/quality/imports-table";
import { PagedView } from "@/components/quality/paged-view";
import { type Params, parsePage } from "@/lib/core/parameters";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { listImports } from "@/lib/quality/queries/imports";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

const pathname = "/quality/imports";
const targetsOf = (page: number) => sameTarget({ pathname, query: { page: page > 1 ? page : undefined } });

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations("quality.page.imports");
  const targets = targetsOf(parsePage(await searchParams));
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: true });
}

export default async function QualityImportsPage({ searchParams }: Props) {
  const t = await getTranslations("quality.page.imports");
  const page = parsePage(await searchParams);
  const { total, imports } = await listImports({ page }, await getLocale());
  return (
    <PageShell targets={targetsOf(page)}>
      <PagedView pathname={pathname} title={t("title")} intro={t("intro")} page={page} total={total}>
        <ImportsTable imports={imports} />
      </PagedView>
    </PageShell>
  );
}
