import { useTranslations } from "next-intl";

/** Says that made-up records are shown. */
export function DemoBanner() {
  const t = useTranslations("ui.demo");
  return (
    <aside className="demo-banner" aria-label={t("title")}>
      <p className="sheet">
        <strong>{t("title")}</strong> {t("text")}
      </p>
    </aside>
  );
}
