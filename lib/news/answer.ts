import type { z } from "zod";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { newsAddress, newsIndexTarget, newsTarget, newsTargets, pictureAddress } from "./addresses";
import type { newsItemSchema, newsListSchema } from "./answer-schema";
import type { NewsQuery } from "./index-query";
import type { NewsEntry, NewsItem } from "./schema";

const absolute = (address: string) => new URL(address, env().PUBLIC_URL).href;

/** A page of the index as the interface gives it. */
export function presentNewsList(
  query: NewsQuery,
  { total, entries }: { total: number; entries: readonly NewsEntry[] },
  locale: Locale,
): z.infer<typeof newsListSchema> {
  const pages = Math.min(Math.ceil(total / limits.pageSize), limits.maxPage);
  const listAt = (page: number) => absolute(newsAddress("list", { ...query, page }, locale));
  return {
    total,
    page: query.page,
    pages,
    links: {
      self: listAt(query.page),
      page: absoluteHref(locale, newsIndexTarget(query)),
      previous: query.page > 1 && query.page <= pages + 1 ? listAt(query.page - 1) : null,
      next: query.page < pages ? listAt(query.page + 1) : null,
    },
    items: entries.map(({ slug, updatedAt, ...entry }) => ({
      ...entry,
      url: absolute(`/api/v1/news/${entry.id}?lang=${locale}`),
      page: absoluteHref(locale, newsTarget({ id: entry.id, slug })),
      updatedAt: updatedAt.toISOString(),
    })),
  };
}

/** A news item as the interface gives it. */
export function presentNewsItem(item: NewsItem, locale: Locale): z.infer<typeof newsItemSchema> {
  const { id, title, body, happenedOn, closesOn, updatedOn, placeName, picture } = item;
  return {
    ...{ id, title, body, happenedOn, closesOn, updatedOn, placeName },
    page: absoluteHref(locale, newsTargets(item)[locale]),
    source: { name: item.sourceName, url: item.sourceUrl },
    picture: picture && { url: absolute(pictureAddress(id)), ...picture },
    organisations: item.organisations.map(({ slug: _, ...organisation }) => organisation),
    countries: item.countries.map(({ code, name }) => ({ code, name })),
    projects: item.projects.map(({ slug: _, ...project }) => project),
    themes: item.themes,
    agreements: item.agreements.map(({ id: _, signed, ...agreement }) => ({ ...agreement, signedOn: signed })),
    figures: item.figures.map(({ sourceName, ...figure }) => ({ ...figure, source: sourceName ?? item.sourceName })),
  };
}
