import { useLocale, useTranslations } from "next-intl";
import { ReportLink } from "@/components/feedback/report-link";
import { DefinitionList } from "@/components/ui/definition-list";
import { ExternalLink } from "@/components/ui/external-link";
import { InLanguage, LanguageNote } from "@/components/ui/in-language";
import { PlainText } from "@/components/ui/plain-text";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { NewsItem } from "@/lib/news/schema";
import { countryTarget, organisationTarget } from "@/lib/profiles/address";

/** A news item: what happened, the agreement it tells, and the organisations, countries and projects it speaks of. */
export function NewsView({ item }: { item: NewsItem }) {
  const locale = useLocale();
  const t = useTranslations("news");
  const date = (day: string) => formatDate(locale, day);
  const related = item.agreements.some((agreement) => agreement.relatedAction);
  return (
    <article className="prose">
      <h1>
        <InLanguage text={item.title} />
      </h1>
      <p className="aside">
        <time dateTime={item.happenedOn}>{t("happenedOn", { date: date(item.happenedOn) })}</time>
      </p>
      {related && (
        <div className="note">
          <p>
            <strong>{t("relatedAction.heading")}</strong> {t("relatedAction.text")}
          </p>
        </div>
      )}
      <PlainText text={item.body.text} lang={item.body.language === locale ? undefined : item.body.language} />
      <LanguageNote text={item.body} />
      {item.agreements.map((agreement) => (
        <section key={agreement.placeName ?? agreement.signedOn}>
          <h2>{t("agreement")}</h2>
          <DefinitionList
            layout="rows"
            facts={[
              { key: "kind", term: t("kind"), value: t(`agreementKind.${agreement.kind}`) },
              { key: "signed", term: t("signedOn"), value: agreement.signedOn && date(agreement.signedOn) },
              { key: "place", term: t("place"), value: agreement.placeName },
              { key: "parties", term: t("parties"), value: <Parties parties={agreement.parties} /> },
            ]}
          />
        </section>
      ))}
      <NewsLinks item={item} />
    </article>
  );
}

function Parties({ parties }: { parties: NewsItem["agreements"][number]["parties"] }) {
  return (
    <ul>
      {parties.map(({ name, signatoryFunction }) => (
        <li key={name}>
          {name}
          {signatoryFunction && ` (${signatoryFunction})`}
        </li>
      ))}
    </ul>
  );
}

function NewsLinks({ item }: { item: NewsItem }) {
  const t = useTranslations("news");
  return (
    <>
      {item.organisations.length > 0 && (
        <section>
          <h2>{t("organisations")}</h2>
          <ul>
            {item.organisations.map(({ id, slug, name, role, country }) => (
              <li key={id}>
                <Link to={organisationTarget({ id, slug })}>{name}</Link>
                {country && `, ${country}`} ({t(`role.${role}`)})
              </li>
            ))}
          </ul>
        </section>
      )}
      {item.countries.length > 0 && (
        <section>
          <h2>{t("countries")}</h2>
          <ul>
            {item.countries.map(({ code, name, slug }) => (
              <li key={code}>
                <Link to={countryTarget({ slug })}>{name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {item.projects.length > 0 && (
        <section>
          <h2>{t("projects")}</h2>
          <ul>
            {item.projects.map(({ id, slug, title }) => (
              <li key={id}>
                <Link to={{ pathname: "/projects/[record]", record: `${id}-${slug}` }}>
                  <InLanguage text={title} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="aside">
        {t("source")} {item.sourceUrl ? <ExternalLink href={item.sourceUrl}>{item.sourceName}</ExternalLink> : item.sourceName}
      </p>
      <p className="aside">
        <ReportLink id={item.id} />
      </p>
    </>
  );
}
