import { useLocale, useTranslations } from "next-intl";
import { formatDate } from "@/lib/i18n/format";

type CiteProps = {
  title: string;
  /** Name of the portal, and the public address of the page. */
  portal: string;
  url: string;
  /** Day of the data, ISO. */
  asOf: string | null;
};

/** How to cite what a page shows: title, date of the data, address. */
export function Cite({ title, portal, url, asOf }: CiteProps) {
  const locale = useLocale();
  const t = useTranslations("statistics.cite");
  return (
    <section className="cite" aria-labelledby="cite">
      <h2 id="cite">{t("heading")}</h2>
      <p>
        <cite>
          {asOf ? t("text", { title, portal, date: formatDate(locale, asOf), url }) : t("undated", { title, portal, url })}
        </cite>
      </p>
      <p className="aside">{t("licence")}</p>
    </section>
  );
}
