import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountView } from "@/components/account/account-view";
import { PageShell } from "@/components/layout/page-shell";
import { requireViewer } from "@/lib/accounts/loaders";
import { readOwnAccount } from "@/lib/accounts/queries";
import { db } from "@/lib/core/db";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

const targets = sameTarget({ pathname: "/account" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.space");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("title"), index: false });
}

export default async function AccountPage() {
  const viewer = await requireViewer("/account");
  const account = await readOwnAccount(db(), viewer.accountId, await getLocale());
  if (!account) notFound();
  return (
    <PageShell targets={targets}>
      <AccountView account={account} until={viewer.expiresAt} />
    </PageShell>
  );
}
