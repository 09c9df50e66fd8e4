import { useLocale, useTranslations } from "next-intl";
import { InLanguage } from "@/components/ui/in-language";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { NewsSummary } from "@/lib/news/schema";

/** The latest news; a related action says that it is in no total. */
export function LatestNews({ news }: { news: readonly NewsSummary[] }) {
  const locale = useLocale();
  const t = useTranslations("home.news");
  if (news.length === 0) return null;
  return (
    <section className="home-section" aria-labelledby="news">
      <h2 id="news">{t("heading")}</h2>
      <ul className="news-list">
        {news.map(({ id, slug, title, happenedOn, relatedAction }) => (
          <li key={id}>
            <p className="aside">
              <time dateTime={happenedOn}>{formatDate(locale, happenedOn)}</time>
              {relatedAction && ` · ${t("relatedAction")}`}
            </p>
            <Link to={{ pathname: "/news/[record]", record: `${id}-${slug}` }}>
              <InLanguage text={title} />
            </Link>
          </li>
        ))}
      </ul>
      <p>
        <Link to={{ pathname: "/news" }}>{t("all")}</Link>
      </p>
    </section>
  );
}
