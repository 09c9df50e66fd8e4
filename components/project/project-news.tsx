import { useLocale, useTranslations } from "next-intl";
import { InLanguage } from "@/components/ui/in-language";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { Project } from "@/lib/projects/schema";

/** News that speaks of the project; related actions say that no total counts them. */
export function ProjectNews({ news }: { news: readonly Project["news"][number][] }) {
  const locale = useLocale();
  const t = useTranslations("project.news");
  return (
    <ul className="cards">
      {news.map(({ id, slug, title, happenedOn, relatedAction }) => (
        <li key={id}>
          <article className="card">
            <h3>
              <Link to={{ pathname: "/news/[record]", record: `${id}-${slug}` }}>
                <InLanguage text={title} />
              </Link>
            </h3>
            <p className="meta">
              <time dateTime={happenedOn}>{formatDate(locale, happenedOn)}</time>
              {relatedAction && <span>{t("action")}</span>}
            </p>
          </article>
        </li>
      ))}
    </ul>
  );
}
