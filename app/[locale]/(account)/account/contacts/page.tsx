import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HeldContactsView } from "@/components/account/held-contacts-view";
import { PageShell } from "@/components/layout/page-shell";
import { parseHeldQuery, seeContacts } from "@/lib/accounts/held-contacts";
import { requireViewer } from "@/lib/accounts/loaders";
import { readOwnAccount } from "@/lib/accounts/queries";
import { db } from "@/lib/core/db";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

const path = "/account/contacts";
const targets = sameTarget({ pathname: path });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.contacts");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("title"), index: false });
}

export default async function HeldContactsPage({ searchParams }: Props) {
  const viewer = await requireViewer(path);
  const locale = await getLocale();
  const query = parseHeldQuery(await searchParams, viewer, locale);
  const account = await readOwnAccount(db(), viewer.accountId, locale);
  const found = await seeContacts(viewer, query, locale, path);
  return (
    <PageShell targets={targets}>
      <HeldContactsView role={viewer.role} query={query} countries={account?.countries ?? []} found={found} />
    </PageShell>
  );
}
