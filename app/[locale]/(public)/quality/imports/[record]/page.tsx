import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ImportReport } from "@/components/quality/import-report";
import { type Params, parsePage } from "@/lib/core/parameters";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { readImport } from "@/lib/quality/loaders";

export const dynamic = "force-dynamic";

type Props = {
  params: Promise<{ record: string }>;
  searchParams: Promise<Params>;
};

async function load({ params, searchParams }: Props) {
  const page = parsePage(await searchParams);
  const run = await readImport((await params).record, page, await getLocale());
  if (!run) notFound();
  const query = { page: page > 1 ? page : undefined };
  return { run, page, targets: sameTarget({ pathname: "/quality/imports/[record]", record: String(run.id), query }) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { run, targets } = await load(props);
  const t = await getTranslations("quality.page");
  const title = t("report.title", { file: run.fileName });
  // Reports are for those who correct files, not for search engines.
  return pageMetadata({ locale: await getLocale(), targets, title, description: t("imports.intro"), index: false });
}

export default async function ImportPage(props: Props) {
  const { run, page, targets } = await load(props);
  return (
    <PageShell targets={targets}>
      <ImportReport run={run} page={page} />
    </PageShell>
  );
}
