import { isoDay } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import type { NewsQuery } from "../index-query";
import { newsCondition } from "./list";
import { inReadersLanguage } from "./summary";

/** A day of a calendar: of the item's event, or on which an agreement (its number) expires. */
export type NewsDay = {
  id: string;
  slugFr: string;
  slugEn: string;
  agreement: number | null;
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
  placeNameFr: true,
  placeNameEn: true,
  updatedAt: true,
  texts: { select: { language: true, title: true, status: true } },
} as const satisfies Prisma.NewsItemSelect;

type ItemRow = Prisma.NewsItemGetPayload<{ select: typeof itemSelect }>;

function dayOf(row: ItemRow, locale: Locale, expiry: { id: number; endsOn: Date; object: string | null } | null): NewsDay {
  const text = inReadersLanguage(row.texts, locale);
  const place = inLocale(locale, row.placeNameFr, row.placeNameEn) ?? "";
  return {
    id: row.publicId,
    slugFr: row.slugFr,
    slugEn: row.slugEn,
    agreement: expiry?.id ?? null,
    day: isoDay(expiry?.endsOn ?? row.happenedOn),
    title: text ? publicText(text.title, text.language) : row.publicId,
    description: expiry?.object ? publicText(expiry.object, locale) : "",
    place: expiry ? "" : publicText(place, locale),
    updatedAt: row.updatedAt,
  };
}

/** The days of the items of a query and those on which their agreements expire, in the order of time; of each the latest. */
export async function newsDays(query: NewsQuery, locale: Locale): Promise<NewsDay[]> {
  const where = newsCondition(query);
  const take = limits.calendarDays;
  const [items, agreements] = await Promise.all([
    db().newsItem.findMany({ where, select: itemSelect, orderBy: [{ happenedOn: "desc" }, { id: "desc" }], take }),
    db().agreement.findMany({
      where: { endsOn: { not: null }, newsItem: where },
      select: { id: true, endsOn: true, objectFr: true, objectEn: true, newsItem: { select: itemSelect } },
      orderBy: [{ endsOn: "desc" }, { id: "desc" }],
      take,
    }),
  ]);
  const days = [
    ...items.map((row) => dayOf(row, locale, null)),
    ...agreements.flatMap(({ id, endsOn, objectFr, objectEn, newsItem }) =>
      endsOn ? [dayOf(newsItem, locale, { id, endsOn, object: inLocale(locale, objectFr, objectEn) })] : [],
    ),
  ];
  return days.toSorted((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id));
}
