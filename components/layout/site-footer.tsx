import { useTranslations } from "next-intl";
import { IndexLinks } from "@/components/index/index-ways";
import { ExternalLink } from "@/components/ui/external-link";
import { Link } from "@/lib/i18n/navigation";

type SiteFooterProps = {
  accessibility: "non" | "partial" | "full";
  /** "Not an official site", where it is one no more. */
  official: boolean;
  sourceCodeHref: string | undefined;
};

/** Every index, the exact accessibility mention that the RGAA asks for, legal pages, licence. */
export function SiteFooter({ accessibility, official, sourceCodeHref }: SiteFooterProps) {
  const t = useTranslations("ui.footer");
  const mentions = useTranslations("pages.accessibility.status");
  return (
    <footer id="footer" className="site-footer">
      <div className="sheet">
        {!official && <p>{t("notOfficial")}</p>}
        <IndexLinks />
        <nav aria-label={t("navigation")}>
          <ul>
            <li>
              <Link to={{ pathname: "/accessibility" }}>{mentions(accessibility)}</Link>
            </li>
            <li>
              <Link to={{ pathname: "/legal-notice" }}>{t("legal")}</Link>
            </li>
            <li>
              <Link to={{ pathname: "/personal-data" }}>{t("personalData")}</Link>
            </li>
            <li>
              <Link to={{ pathname: "/about" }}>{t("about")}</Link>
            </li>
            <li>
              <Link to={{ pathname: "/news" }}>{t("news")}</Link>
            </li>
            <li>
              <Link to={{ pathname: "/quality" }}>{t("quality")}</Link>
            </li>
            <li>
              <Link to={{ pathname: "/sign-in" }}>{t("signIn")}</Link>
            </li>
            {sourceCodeHref && (
              <li>
                <ExternalLink href={sourceCodeHref}>{t("source")}</ExternalLink>
              </li>
            )}
          </ul>
        </nav>
        <p>{t("licence")}</p>
      </div>
    </footer>
  );
}
