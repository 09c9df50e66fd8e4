import { useLocale, useTranslations } from "next-intl";
import { PageHeading } from "@/components/layout/page-heading";
import { FigureLink } from "@/components/numbers/figure-link";
import { figureText } from "@/components/numbers/figure-text";
import type { Citation, Compared } from "@/lib/cite/queries";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";

function FigureThen({ figure: { measure, was, now, isSame }, on }: { figure: Compared; on: string }) {
  const locale = useLocale();
  const t = useTranslations("cite.page");
  const name = useTranslations("statistics.measure");
  const values = {
    was: was === null ? t("unknown") : figureText(locale, measure, was),
    date: formatDate(locale, on),
  };
  return (
    <div className="figure">
      <dt>{name(`${measure}.name`)}</dt>
      <dd>
        {now === null
          ? t("gone", values)
          : t.rich(isSame ? "same" : "changed", { ...values, now: () => <FigureLink figure={now} /> })}
      </dd>
    </div>
  );
}

/** Figures that an address cites, as they were and as they are; of an address that is not ours only that it is not. */
export function CitationView({ citation, title }: { citation: Citation; title: string }) {
  const locale = useLocale();
  const t = useTranslations("cite.page");
  const { page } = citation;
  return (
    <div className="statistics">
      <PageHeading title={title}>
        {citation.state === "ours" && t("intro", { date: formatDate(locale, citation.on) })}
      </PageHeading>
      {citation.state === "not_ours" && (
        <p className="error-summary" role="alert">
          {t("notOurs")}
        </p>
      )}
      {citation.state === "ours" &&
        citation.columns.map(({ name, figures }) => (
          <section key={name} aria-label={name}>
            {citation.columns.length > 1 && <h2>{name}</h2>}
            <dl className="figures">
              {figures.map((figure) => (
                <FigureThen key={figure.measure} figure={figure} on={citation.on} />
              ))}
            </dl>
          </section>
        ))}
      {page && (
        <p>
          <Link to={page} rel="nofollow">
            {t("back")}
          </Link>
        </p>
      )}
    </div>
  );
}
