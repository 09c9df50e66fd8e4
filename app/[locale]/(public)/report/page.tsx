import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ReportView } from "@/components/feedback/report-view";
import { PageShell } from "@/components/layout/page-shell";
import { env } from "@/lib/core/env";
import type { Params } from "@/lib/core/parameters";
import { asksToObject, bothLanguages, reportParameters, reportTarget } from "@/lib/feedback/address";
import { readReportForm } from "@/lib/feedback/loaders";
import { pageMetadata } from "@/lib/i18n/metadata";

// The form carries the instant at which it was made, and may hold what a visitor wrote: no cache keeps it.
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

async function load({ searchParams }: Props) {
  const locale = await getLocale();
  const { [reportParameters.record[locale]]: asked, [reportParameters.kind[locale]]: kind } = await searchParams;
  const form = await readReportForm(String(asked ?? ""), locale, asksToObject(locale, kind));
  if (!form) notFound();
  return { form, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { form, locale } = await load(props);
  const t = await getTranslations("feedback");
  const values = { title: form.record.title.text };
  return pageMetadata({
    locale,
    targets: bothLanguages(reportTarget, form.record.id),
    title: form.problems.length > 0 ? t("errorTitle", values) : t("metaTitle", values),
    description: t("intro"),
    index: false,
  });
}

export default async function ReportPage(props: Props) {
  const { form } = await load(props);
  return (
    <PageShell targets={bothLanguages(reportTarget, form.record.id)} demo={form.record.demo}>
      <ReportView form={form} sendsMail={env().SMTP_URL !== undefined} />
    </PageShell>
  );
}
