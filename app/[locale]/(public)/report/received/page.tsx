import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ReceivedView } from "@/components/feedback/received-view";
import { PageShell } from "@/components/layout/page-shell";
import type { Params } from "@/lib/core/parameters";
import { bothLanguages, receivedTarget, reportParameters } from "@/lib/feedback/address";
import { readReceipt } from "@/lib/feedback/loaders";
import { pageMetadata } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

async function load({ searchParams }: Props) {
  const locale = await getLocale();
  const asked = (await searchParams)[reportParameters.number[locale]];
  const found = await readReceipt(String(asked ?? ""), locale);
  if (!found) notFound();
  return { ...found, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { receipt, locale } = await load(props);
  const t = await getTranslations("feedback.received");
  const targets = bothLanguages(receivedTarget, receipt.number);
  return pageMetadata({ locale, targets, title: t("title"), description: t("next"), index: false });
}

export default async function ReceivedPage(props: Props) {
  const { receipt, record } = await load(props);
  return (
    <PageShell targets={bothLanguages(receivedTarget, receipt.number)} demo={record?.demo ?? false}>
      <ReceivedView receipt={receipt} record={record} />
    </PageShell>
  );
}
