import { useTranslations } from "next-intl";

/** First in the page: the way around the header for people who use the keyboard. */
export function SkipLinks() {
  const t = useTranslations("ui.skip");
  return (
    <nav className="skip-links" aria-label={t("label")}>
      <a href="#content">{t("content")}</a>
      <a href="#menu">{t("navigation")}</a>
      <a href="#footer">{t("footer")}</a>
    </nav>
  );
}
