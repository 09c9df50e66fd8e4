import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkView } from "@/components/account/link-view";
import { PageShell } from "@/components/layout/page-shell";
import { accountParameters } from "@/lib/accounts/address";
import { findLink } from "@/lib/accounts/links";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

/** Without the token: nothing that is printed or shared of the page opens a session. */
const targets = sameTarget({ pathname: "/sign-in/link" });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.link");
  const facts = pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("title"), index: false });
  return { ...facts, referrer: "same-origin" };
}

export default async function LinkPage({ searchParams }: Props) {
  const asked = (await searchParams)[accountParameters.token[await getLocale()]];
  const token = String(asked ?? "");
  const link = await findLink(token);
  return (
    <PageShell targets={targets}>
      <LinkView token={token} email={link?.email ?? null} />
    </PageShell>
  );
}
