import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Targets } from "@/lib/i18n/metadata";
import { type NewsQuery, newsParams } from "./index-query";

/** Page of the index, of all news or of some. */
export function newsIndexTarget(query: NewsQuery): Target {
  return { pathname: "/news", query: newsParams(query) };
}

/** Page of an item; `slug` in the language of the address. */
export function newsTarget({ id, slug }: { id: string; slug: string }): Target {
  return { pathname: "/news/[record]", record: `${id}-${slug}` };
}

/** The page of an item in both languages. */
export function newsTargets({ id, slugs }: { id: string; slugs: Record<Locale, string> }): Targets {
  return { fr: newsTarget({ id, slug: slugs.fr }), en: newsTarget({ id, slug: slugs.en }) };
}

/** Forms of the index beside its page: a list for programs, what is new in it, its agreements that expire and its days. */
export type NewsForm = "list" | "atom" | "feed" | "ics";

/** Address of the index in another form. Feeds and calendars have no pages. */
export function newsAddress(form: NewsForm, query: NewsQuery, locale: Locale): string {
  const asked = newsParams(form === "list" ? query : { ...query, page: 1 });
  return `/api/v1/news${form === "list" ? "" : `/${form}`}?${new URLSearchParams({ ...asked, lang: locale })}`;
}

/** Addresses of what may be followed instead of the index, by media type. */
export function newsFeeds(query: NewsQuery, locale: Locale): Record<string, string> {
  return {
    "application/atom+xml": newsAddress("atom", query, locale),
    "application/feed+json": newsAddress("feed", query, locale),
    "text/calendar": newsAddress("ics", query, locale),
  };
}

/** Address of the picture of an item. */
export function pictureAddress(id: string): string {
  return `/api/v1/news/${id}/picture`;
}
