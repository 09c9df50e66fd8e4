import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LogView } from "@/components/account/log-view";
import { PageShell } from "@/components/layout/page-shell";
import { listAudit, parseAuditQuery } from "@/lib/accounts/audit";
import { requireViewer } from "@/lib/accounts/loaders";
import { listAccounts } from "@/lib/accounts/queries";
import { db } from "@/lib/core/db";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

const path = "/account/log";
const targets = sameTarget({ pathname: path });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.log");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("title"), index: false });
}

export default async function LogPage({ searchParams }: Props) {
  await requireViewer(path);
  const query = parseAuditQuery(await searchParams);
  const [people, found] = await Promise.all([listAccounts(db(), await getLocale()), listAudit(query)]);
  return (
    <PageShell targets={targets}>
      <LogView query={query} people={people} found={found} />
    </PageShell>
  );
}
