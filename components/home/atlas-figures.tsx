import { useLocale, useTranslations } from "next-intl";
import { FigureLink } from "@/components/numbers/figure-link";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { AtlasFigures as Figures } from "@/lib/statistics/queries";

/** The four totals of the atlas, each a link to what it counts, with their date and the way to all figures. */
export function AtlasFigures({ figures: { figures, asOf } }: { figures: Figures }) {
  const locale = useLocale();
  const t = useTranslations("home.figures");
  const count = useTranslations("statistics.measure");
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="sr-only">
        {t("heading")}
      </h2>
      <ul className="home-figures">
        {Object.values(figures).map((figure) => (
          <li key={figure.measure}>
            <strong>
              <FigureLink figure={figure} />
            </strong>{" "}
            {count(`${figure.measure}.count`, { count: figure.value ?? 0 })}
          </li>
        ))}
      </ul>
      <p className="aside">
        {asOf && t("asOf", { date: formatDate(locale, asOf) })} <Link to={{ pathname: "/about" }}>{t("definitions")}</Link>{" "}
        <Link to={{ pathname: "/statistics" }}>{t("statistics")}</Link>
      </p>
    </section>
  );
}
