import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PeopleView } from "@/components/account/people-view";
import { PageShell } from "@/components/layout/page-shell";
import { readInvitationForm, requireViewer } from "@/lib/accounts/loaders";
import { listAccounts } from "@/lib/accounts/queries";
import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

const path = "/account/people";
const targets = sameTarget({ pathname: path });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.people");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("title"), index: false });
}

export default async function PeoplePage() {
  const { accountId } = await requireViewer(path);
  const people = await listAccounts(db(), await getLocale());
  return (
    <PageShell targets={targets}>
      <PeopleView people={people} ownId={accountId} form={await readInvitationForm()} sendsMail={env().SMTP_URL !== undefined} />
    </PageShell>
  );
}
