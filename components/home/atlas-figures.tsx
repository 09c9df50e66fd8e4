import { useLocale, useTranslations } from "next-intl";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { AtlasFigures as Figures } from "@/lib/statistics/queries";

const shown = ["projects", "frenchAuthorities", "partners", "countries"] as const;

/** The four totals of the atlas, with their date and a link to what they count. */
export function AtlasFigures({ figures }: { figures: Figures }) {
  const locale = useLocale();
  const t = useTranslations("home.figures");
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="sr-only">
        {t("heading")}
      </h2>
      <ul className="home-figures">
        {shown.map((measure) => (
          <li key={measure}>
            <strong>{formatNumber(locale, figures[measure])}</strong> {t(measure, { count: figures[measure] })}
          </li>
        ))}
      </ul>
      <p className="aside">
        {figures.asOf && t("asOf", { date: formatDate(locale, figures.asOf) })}{" "}
        <Link to={{ pathname: "/about" }}>{t("definitions")}</Link>
      </p>
    </section>
  );
}
