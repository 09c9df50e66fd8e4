import { env } from "@/lib/core/env";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import { newsTarget } from "@/lib/news/addresses";
import type { NewsQuery } from "@/lib/news/index-query";
import { newsDays } from "@/lib/news/queries/days";
import { nameNewsQuery } from "@/lib/news/queries/list";
import { titleOfNews } from "@/lib/news/title";
import { type CalendarDay, calendarOf } from "./calendar";

/** The days of the index of news, and those on which its agreements expire or its calls for projects close, as a calendar. */
export async function newsCalendar(query: NewsQuery, locale: Locale): Promise<string> {
  const t = translator(locale);
  const { SITE_NAME, PUBLIC_URL } = env();
  const { host } = new URL(PUBLIC_URL);
  const [names, days] = await Promise.all([nameNewsQuery(query, locale), newsDays(query, locale)]);
  const entries = days.map(({ id, slugFr, slugEn, what, title, ...day }): CalendarDay => {
    const url = absoluteHref(locale, newsTarget({ id, slug: inLocale(locale, slugFr, slugEn) }));
    if (what === "event") return { ...day, uid: `${id}@${host}`, title, url };
    if (what === "closing") return { ...day, uid: `${id}-closing@${host}`, title: t("news.calendar.closes", { title }), url };
    return { ...day, uid: `${id}-agreement-${what.agreement}@${host}`, title: t("news.calendar.expires", { title }), url };
  });
  return calendarOf(`${titleOfNews(query, names, locale)} – ${SITE_NAME}`, entries);
}
