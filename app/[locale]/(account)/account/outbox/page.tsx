import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OutboxView } from "@/components/account/outbox-view";
import { PageShell } from "@/components/layout/page-shell";
import { requireViewer } from "@/lib/accounts/loaders";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { listOutbox, type StuckMail } from "@/lib/relay/outbox";

export const dynamic = "force-dynamic";

const path = "/account/outbox";
const targets = sameTarget({ pathname: path });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.outbox");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("intro"), index: false });
}

export default async function OutboxPage() {
  await requireViewer(path);
  const mails: StuckMail[] = [];
  for await (const mail of listOutbox(db())) if (mails.push(mail) > limits.outboxRows) break;
  return (
    <PageShell targets={targets}>
      <OutboxView mails={mails.slice(0, limits.outboxRows)} more={mails.length > limits.outboxRows} />
    </PageShell>
  );
}
