import { useLocale, useTranslations } from "next-intl";
import { Cite } from "@/components/cite/cite";
import { ReportLink } from "@/components/feedback/report-link";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { ExternalLink } from "@/components/ui/external-link";
import { InLanguage, LanguageNote } from "@/components/ui/in-language";
import { PlainText } from "@/components/ui/plain-text";
import { formatDate } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { absoluteHref } from "@/lib/i18n/metadata";
import { newsTargets, pictureAddress } from "@/lib/news/addresses";
import type { NewsItem } from "@/lib/news/schema";
import { NewsAgreementFacts } from "./news-agreement";
import { NewsFigures, NewsLinks } from "./news-links";

/** A news item: what happened, the agreement it tells, and the organisations, countries and projects it speaks of. */
export function NewsView({ item }: { item: NewsItem }) {
  const locale = useLocale();
  const t = useTranslations("news");
  const ui = useTranslations("ui");
  const steps = [
    { label: ui("home"), href: href(locale, { pathname: "/" }) },
    { label: t("index.title"), href: href(locale, { pathname: "/news" }) },
  ];
  return (
    <>
      <Breadcrumb steps={steps} current={<InLanguage text={item.title} />} />
      <article className="prose">
        <h1>
          <InLanguage text={item.title} />
        </h1>
        <p className="aside">
          <time dateTime={item.happenedOn}>{t("happenedOn", { date: formatDate(locale, item.happenedOn) })}</time>
          {item.placeName && ` · ${item.placeName}`}
        </p>
        {item.closesOn && (
          <p>
            <strong>{t("closesOn", { date: formatDate(locale, item.closesOn) })}</strong>
          </p>
        )}
        {item.agreements.some(({ relatedAction }) => relatedAction) && (
          <div className="note">
            <p>
              <strong>{t("relatedAction.heading")}</strong> {t("relatedAction.text")}
            </p>
          </div>
        )}
        <Picture item={item} />
        <PlainText text={item.body.text} lang={item.body.language === locale ? undefined : item.body.language} />
        <LanguageNote text={item.body} />
        {item.agreements.map((agreement) => (
          <NewsAgreementFacts key={agreement.id} agreement={agreement} />
        ))}
        <NewsFigures item={item} />
        <NewsLinks item={item} />
        <p className="aside">
          {t("source")} {item.sourceUrl ? <ExternalLink href={item.sourceUrl}>{item.sourceName}</ExternalLink> : item.sourceName}
        </p>
        <Cite title={item.title.text} url={absoluteHref(locale, newsTargets(item)[locale])} asOf={item.updatedOn} kept={null} />
        <p className="aside">
          <ReportLink id={item.id} />
        </p>
      </article>
    </>
  );
}

/** The picture of the item, from the portal's own storage. */
function Picture({ item: { id, picture } }: { item: NewsItem }) {
  const t = useTranslations("news");
  if (!picture) return null;
  const { width, height, credit, alternative } = picture;
  return (
    <figure className="news-picture">
      <img src={pictureAddress(id)} width={width} height={height} alt={alternative} loading="lazy" />
      <figcaption className="aside">{t("credit", { credit })}</figcaption>
    </figure>
  );
}
