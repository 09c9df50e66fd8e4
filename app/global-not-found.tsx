import "./globals.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { Prose } from "@/components/ui/prose";
import { sameTarget } from "@/lib/i18n/metadata";
import { Link } from "@/lib/i18n/navigation";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors");
  return { title: t("not_found.title") };
}

/** Every address that matches no page, and every record that does not exist (see proxy.ts). */
export default async function GlobalNotFound() {
  const t = await getTranslations("errors");
  return (
    <html lang={await getLocale()}>
      <body>
        <PageShell targets={sameTarget({ pathname: "/" })}>
          <Prose title={t("not_found.title")}>
            <p>{t("not_found.text")}</p>
            <p>
              <Link to={{ pathname: "/" }}>{t("toHome")}</Link>
            </p>
            <p>
              <Link to={{ pathname: "/projects" }}>{t("toProjects")}</Link>
            </p>
          </Prose>
        </PageShell>
      </body>
    </html>
  );
}
