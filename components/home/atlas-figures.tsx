import { useLocale, useTranslations } from "next-intl";
import { FigureLink } from "@/components/numbers/figure-link";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { AtlasFigures as Figures } from "@/lib/statistics/queries";

const shown = ["projects", "authorities", "partners", "countries"] as const;

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
        {shown.map((measure) => (
          <li key={measure}>
            <strong>
              <FigureLink figure={figures[measure]} />
            </strong>{" "}
            {count(`${measure}.count`, { count: figures[measure].value ?? 0 })}
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
