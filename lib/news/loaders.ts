import { cache } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { getNewsItem } from "./queries/item";
import type { NewsItem } from "./schema";

/** The news item that the last part of an address names ("n1001-a-slug"), read once for a page and its metadata. */
export const readNewsItem = cache(async (record: string, locale: Locale): Promise<NewsItem | null> => {
  const id = /^n\d{1,12}(?=-|$)/.exec(record)?.[0];
  return id ? getNewsItem(id, locale) : null;
});
