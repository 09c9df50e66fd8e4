import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SignInView } from "@/components/account/sign-in-view";
import { PageShell } from "@/components/layout/page-shell";
import { accountParameters, backReasons } from "@/lib/accounts/address";
import { readSignInForm } from "@/lib/accounts/loaders";
import { waysIn } from "@/lib/accounts/ways-in";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

const targets = sameTarget({ pathname: "/sign-in" });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  const { problem } = await readSignInForm();
  const title = problem ? t("errorTitle") : t("signIn.title");
  return pageMetadata({ locale: await getLocale(), targets, title, description: t("signIn.intro"), index: false });
}

export default async function SignInPage({ searchParams }: Props) {
  const asked = (await searchParams)[accountParameters.problem[await getLocale()]];
  return (
    <PageShell targets={targets}>
      <SignInView {...(await readSignInForm())} ways={waysIn()} reason={backReasons.find((each) => each === asked) ?? null} />
    </PageShell>
  );
}
