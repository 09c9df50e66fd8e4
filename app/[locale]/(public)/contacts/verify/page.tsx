import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { VerificationView } from "@/components/verification/verification-view";
import type { Params } from "@/lib/core/parameters";
import { pageMetadata } from "@/lib/i18n/metadata";
import { keyParameter, verifyTargets } from "@/lib/verification/address";
import { readVerificationPage } from "@/lib/verification/loaders";

// Made for one reader: it shows what is held of them.
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

async function load({ searchParams }: Props) {
  const locale = await getLocale();
  const key = String((await searchParams)[keyParameter[locale]] ?? "");
  return { locale, targets: verifyTargets(key), page: await readVerificationPage(key, locale) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, targets, page } = await load(props);
  const t = await getTranslations("verification");
  const title = page.problems.length > 0 ? t("errorTitle") : t("title");
  return pageMetadata({ locale, targets, title, description: t("description"), index: false });
}

export default async function VerifyPage(props: Props) {
  const { targets, page } = await load(props);
  return (
    <PageShell targets={targets}>
      <VerificationView page={page} />
    </PageShell>
  );
}
