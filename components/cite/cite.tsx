import { useLocale, useTranslations } from "next-intl";
import { today } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { formatDate } from "@/lib/i18n/format";

type CiteProps = {
  title: string;
  /** Public address of the page. */
  url: string;
  /** Day of the data, ISO. */
  asOf: string | null;
  /** Address that keeps what the page shows today; null: there is none. */
  kept: string | null;
  /** What that address keeps. */
  keeps?: "figures" | "record";
};

/** How to cite what a page shows: title, date of the data, address, and an address that keeps it as it is today. */
export function Cite({ title, url, asOf, kept, keeps = "figures" }: CiteProps) {
  const locale = useLocale();
  const t = useTranslations("cite");
  const { SITE_NAME: portal } = env();
  return (
    <details className="cite">
      <summary>{t("heading")}</summary>
      <p>
        <cite>
          {asOf ? t("text", { title, portal, date: formatDate(locale, asOf), url }) : t("undated", { title, portal, url })}
        </cite>
      </p>
      {kept && (
        <p>
          {t(keeps, { date: formatDate(locale, today()) })}{" "}
          <a href={kept} rel="nofollow">
            {kept}
          </a>
        </p>
      )}
      <p className="aside">{t("present")}</p>
    </details>
  );
}
