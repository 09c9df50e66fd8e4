import { isoDay } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import type { NewsQuery } from "../index-query";
import { newsCondition } from "./list";
import { inReadersLanguage } from "./summary";

/** What happens on a day: the event, an agreement (its number) expires, a call for projects closes. */
type What = { agreement: number } | "event" | "closing";

/** A day of a calendar. */
export type NewsDay = {
  id: string;
  slugFr: string;
  slugEn: string;
  what: What;
  day: string;
  title: string;
  description: string;
  place: string;
  updatedAt: Date;
};

const itemSelect = {
  publicId: true,
  slugFr: true,
  slugEn: true,
  happenedOn: true,
  closesOn: true,
  placeNameFr: true,
  placeNameEn: true,
  updatedAt: true,
  texts: { select: { language: true, title: true, status: true } },
} as const satisfies Prisma.NewsItemSelect;

type ItemRow = Prisma.NewsItemGetPayload<{ select: typeof itemSelect }>;

function dayOf(row: ItemRow, locale: Locale, what: What, on: Date, object: string | null = null): NewsDay {
  const text = inReadersLanguage(row.texts, locale);
  const place = inLocale(locale, row.placeNameFr, row.placeNameEn) ?? "";
  return {
    id: row.publicId,
    slugFr: row.slugFr,
    slugEn: row.slugEn,
    what,
    day: isoDay(on),
    title: text ? publicText(text.title, text.language) : row.publicId,
    description: object ? publicText(object, locale) : "",
    place: what === "event" ? publicText(place, locale) : "",
    updatedAt: row.updatedAt,
  };
}

/**
 * The days of the items of a query, and those on which their agreements expire or their calls for projects close, in the order of
 * time; of each the latest.
 */
export async function newsDays(query: NewsQuery, locale: Locale): Promise<NewsDay[]> {
  const where = newsCondition(query);
  const take = limits.calendarDays;
  const [items, calls, agreements] = await Promise.all([
    db().newsItem.findMany({ where, select: itemSelect, orderBy: [{ happenedOn: "desc" }, { id: "desc" }], take }),
    db().newsItem.findMany({
      where: { AND: [where, { closesOn: { not: null } }] },
      select: itemSelect,
      orderBy: [{ closesOn: "desc" }, { id: "desc" }],
      take,
    }),
    db().agreement.findMany({
      where: { endsOn: { not: null }, newsItem: where },
      select: { id: true, endsOn: true, objectFr: true, objectEn: true, newsItem: { select: itemSelect } },
      orderBy: [{ endsOn: "desc" }, { id: "desc" }],
      take,
    }),
  ]);
  const days = [
    ...items.map((row) => dayOf(row, locale, "event", row.happenedOn)),
    ...calls.flatMap((row) => (row.closesOn ? [dayOf(row, locale, "closing", row.closesOn)] : [])),
    ...agreements.flatMap(({ id, endsOn, objectFr, objectEn, newsItem }) =>
      endsOn ? [dayOf(newsItem, locale, { agreement: id }, endsOn, inLocale(locale, objectFr, objectEn))] : [],
    ),
  ];
  return days.toSorted((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id));
}
