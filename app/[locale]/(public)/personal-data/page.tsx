import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountPrivacy } from "@/components/account/account-privacy";
import { PrivacySection } from "@/components/feedback/privacy-section";
import { PageShell } from "@/components/layout/page-shell";
import { RelayPrivacy } from "@/components/relay/relay-privacy";
import { Prose } from "@/components/ui/prose";
import { VerificationPrivacy } from "@/components/verification/verification-privacy";
import { env } from "@/lib/core/env";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const revalidate = 3600;

const targets = sameTarget({ pathname: "/personal-data" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.privacy");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("people.text"), index: true });
}

export default async function PersonalDataPage() {
  const t = await getTranslations("pages.privacy");
  const contact = env().DATA_PROTECTION_CONTACT;
  return (
    <PageShell targets={targets}>
      <Prose title={t("title")}>
        <h2>{t("visitors.heading")}</h2>
        <p>{t("visitors.text")}</p>
        <h2>{t("people.heading")}</h2>
        <p>{t("people.text")}</p>
        <PrivacySection />
        <RelayPrivacy />
        <AccountPrivacy />
        <VerificationPrivacy />
        <h2>{t("rights.heading")}</h2>
        <p>{t("rights.text")}</p>
        <p>{contact ? t("rights.contact", { contact }) : t("rights.missing")}</p>
        <p>{t("rights.authority")}</p>
      </Prose>
    </PageShell>
  );
}
