import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SentView } from "@/components/account/sent-view";
import { PageShell } from "@/components/layout/page-shell";
import { limits } from "@/lib/core/limits";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

const targets = sameTarget({ pathname: "/sign-in/sent" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.sent");
  const description = t("text", { minutes: limits.signInLinkMs / 60_000 });
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description, index: false });
}

export default function SentPage() {
  return (
    <PageShell targets={targets}>
      <SentView />
    </PageShell>
  );
}
