import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { NewsIndexView } from "@/components/news/news-index";
import type { Params } from "@/lib/core/parameters";
import { pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { newsFeeds, newsIndexTarget } from "@/lib/news/addresses";
import { isWholeNews, type NewsQuery, parseNewsQuery } from "@/lib/news/index-query";
import { listNews, nameNewsQuery, newsChoices } from "@/lib/news/queries/list";
import { titleOfNews } from "@/lib/news/title";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

function targetsOf(query: NewsQuery): Targets {
  return { fr: newsIndexTarget(query), en: newsIndexTarget(query) };
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const locale = await getLocale();
  const query = parseNewsQuery(await searchParams);
  const t = await getTranslations("news.index");
  return pageMetadata({
    locale,
    targets: targetsOf(query),
    title: titleOfNews(query, await nameNewsQuery(query, locale), locale),
    description: t("intro"),
    index: isWholeNews(query),
    feeds: newsFeeds(query, locale),
  });
}

export default async function NewsIndexPage({ searchParams }: Props) {
  const locale = await getLocale();
  const query = parseNewsQuery(await searchParams);
  const [found, choices, names] = await Promise.all([
    listNews(query, locale),
    newsChoices(query, locale),
    nameNewsQuery(query, locale),
  ]);
  return (
    <PageShell targets={targetsOf(query)}>
      <NewsIndexView query={query} title={titleOfNews(query, names, locale)} found={found} choices={choices} />
    </PageShell>
  );
}
