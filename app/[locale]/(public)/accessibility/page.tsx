import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { Prose } from "@/components/ui/prose";
import { env } from "@/lib/core/env";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const revalidate = 3600;

const targets = sameTarget({ pathname: "/accessibility" });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.accessibility");
  const description = t(`statement.${env().ACCESSIBILITY_STATUS}`);
  return pageMetadata({ locale: await getLocale(), targets, title: t("title"), description, index: true });
}

export default async function AccessibilityPage() {
  const t = await getTranslations("pages.accessibility");
  const { ACCESSIBILITY_STATUS: status, CONTACT_URL: contact } = env();
  return (
    <PageShell targets={targets}>
      <Prose title={t("title")}>
        <p>
          <strong>{t(`status.${status}`)}</strong>
        </p>
        <h2>{t("statement.heading")}</h2>
        <p>{t(`statement.${status}`)}</p>
        <h2>{t("measures.heading")}</h2>
        <p>{t("measures.text")}</p>
        <h2>{t("contact.heading")}</h2>
        <p>{t("contact.text")}</p>
        <p>{contact ? <a href={contact}>{t("contact.link")}</a> : t("contact.missing")}</p>
        <h2>{t("remedies.heading")}</h2>
        <p>{t("remedies.text")}</p>
      </Prose>
    </PageShell>
  );
}
