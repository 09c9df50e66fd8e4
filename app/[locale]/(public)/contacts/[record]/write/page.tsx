import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { RelayView } from "@/components/relay/relay-view";
import { inBothLanguages, writeTarget } from "@/lib/contacts/address";
import { pageMetadata } from "@/lib/i18n/metadata";
import { readRelayForm } from "@/lib/relay/loaders";

// The form carries the instant at which it was made, and may hold what a visitor wrote: no cache keeps it.
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ record: string }> };

async function load({ params }: Props) {
  const locale = await getLocale();
  const form = await readRelayForm((await params).record, locale);
  if (!form) notFound();
  return { form, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { form, locale } = await load(props);
  const t = await getTranslations("relay");
  const { name } = form.contact;
  return pageMetadata({
    locale,
    targets: inBothLanguages(writeTarget, form.contact),
    title: form.problems.length > 0 ? t("errorTitle", { name }) : t("title", { name }),
    description: t("intro"),
    index: false,
  });
}

export default async function WritePage(props: Props) {
  const { form } = await load(props);
  return (
    <PageShell targets={inBothLanguages(writeTarget, form.contact)} demo={form.contact.demo}>
      <RelayView form={form} />
    </PageShell>
  );
}
