import { env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { newsIndexTarget, newsTarget } from "@/lib/news/addresses";
import type { NewsQuery } from "@/lib/news/index-query";
import { changedNews, nameNewsQuery } from "@/lib/news/queries/list";
import { titleOfNews } from "@/lib/news/title";
import type { Feed } from "./feed";

/** Reads the feed of the index of news, of all or of some; `feedUrl` is its own address. */
export async function readNewsFeed(query: NewsQuery, locale: Locale, feedUrl: string): Promise<Feed> {
  const [names, entries] = await Promise.all([nameNewsQuery(query, locale), changedNews(query, locale)]);
  return {
    title: `${titleOfNews(query, names, locale)} – ${env().SITE_NAME}`,
    url: absoluteHref(locale, newsIndexTarget({ ...query, page: 1 })),
    feedUrl,
    entries: entries.map(({ title, summary, updatedAt, ...entry }) => ({
      url: absoluteHref(locale, newsTarget(entry)),
      title: title.text,
      summary,
      updatedAt,
    })),
    locale,
  };
}
