import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { PassedOnView } from "@/components/relay/passed-on-view";
import type { Params } from "@/lib/core/parameters";
import { pageMetadata } from "@/lib/i18n/metadata";
import { numberParameter, passedOnTarget } from "@/lib/relay/address";
import { readPassedOn } from "@/lib/relay/loaders";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

async function load({ searchParams }: Props) {
  const locale = await getLocale();
  const found = await readPassedOn(String((await searchParams)[numberParameter[locale]] ?? ""), locale);
  if (!found) notFound();
  const targets = { fr: passedOnTarget("fr", found.number), en: passedOnTarget("en", found.number) };
  return { ...found, targets, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { targets, locale } = await load(props);
  const t = await getTranslations("relay.received");
  return pageMetadata({ locale, targets, title: t("title"), description: t("copy"), index: false });
}

export default async function ReceivedPage(props: Props) {
  const { targets, number, contact } = await load(props);
  return (
    <PageShell targets={targets} demo={contact?.demo ?? false}>
      <PassedOnView number={number} contact={contact} />
    </PageShell>
  );
}
