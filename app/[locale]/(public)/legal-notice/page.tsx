import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { Prose } from "@/components/ui/prose";
import { env } from "@/lib/core/env";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const revalidate = 3600;

const targets = sameTarget({ pathname: "/legal-notice" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.legal");
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description: t("creditsText"), index: true });
}

export default async function LegalNoticePage() {
  const t = await getTranslations("pages.legal");
  const { PUBLISHER_NAME, PUBLISHER_ADDRESS, PUBLICATION_DIRECTOR, HOST_NAME_AND_ADDRESS, CONTACT_URL, SOURCE_CODE_URL } = env();
  const publisher = [PUBLISHER_NAME, PUBLISHER_ADDRESS].filter(Boolean).join(", ");
  return (
    <PageShell targets={targets}>
      <Prose title={t("title")}>
        <h2>{t("publisher")}</h2>
        <p>{publisher || t("missing")}</p>
        <h2>{t("director")}</h2>
        <p>{PUBLICATION_DIRECTOR ?? t("missing")}</p>
        <h2>{t("host")}</h2>
        <p>{HOST_NAME_AND_ADDRESS ?? t("missing")}</p>
        <h2>{t("contact")}</h2>
        <p>{CONTACT_URL ? <a href={CONTACT_URL}>{t("contactLink")}</a> : t("missing")}</p>
        <h2>{t("sourceCode")}</h2>
        <p>{t("sourceCodeText")}</p>
        {SOURCE_CODE_URL && (
          <p>
            <a href={SOURCE_CODE_URL}>{t("sourceCodeLink")}</a>
          </p>
        )}
        <h2>{t("credits")}</h2>
        <p>{t("creditsText")}</p>
      </Prose>
    </PageShell>
  );
}
