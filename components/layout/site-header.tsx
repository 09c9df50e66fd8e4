import { useLocale, useTranslations } from "next-intl";
import type { PathKey } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { Mark } from "./mark";

type SiteHeaderProps = {
  name: string;
  /** Folder of the page that is shown, to mark it in the menu. */
  current: PathKey;
  /** The same page in the other language. */
  otherLanguageHref: string;
};

/** Name, menu, language. */
export function SiteHeader({ name, current, otherLanguageHref }: SiteHeaderProps) {
  const t = useTranslations("ui.header");
  const other = useLocale() === "fr" ? "en" : "fr";
  const mark = (pathname: PathKey) => (current === pathname ? ("page" as const) : undefined);
  return (
    <header className="site-header">
      <div className="sheet">
        <Link to={{ pathname: "/" }} className="site-name" aria-label={t("home", { name })}>
          <Mark />
          {name}
        </Link>
        <nav id="menu" className="site-nav" aria-label={t("navigation")}>
          <ul>
            <li>
              <Link to={{ pathname: "/projects" }} aria-current={mark("/projects")}>
                {t("projects")}
              </Link>
            </li>
            <li>
              <Link to={{ pathname: "/countries" }} aria-current={mark("/countries")}>
                {t("countries")}
              </Link>
            </li>
            <li>
              <Link to={{ pathname: "/organisations" }} aria-current={mark("/organisations")}>
                {t("organisations")}
              </Link>
            </li>
            <li>
              <Link to={{ pathname: "/contacts" }} aria-current={mark("/contacts")}>
                {t("contacts")}
              </Link>
            </li>
            <li>
              <Link to={{ pathname: "/statistics" }} aria-current={mark("/statistics")}>
                {t("statistics")}
              </Link>
            </li>
            <li>
              <Link to={{ pathname: "/about" }} aria-current={mark("/about")}>
                {t("about")}
              </Link>
            </li>
            <li>
              <a href={otherLanguageHref} hrefLang={other} lang={other} aria-label={t("language")}>
                {t("languageShort")}
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}
