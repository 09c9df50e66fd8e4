import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { formatDate } from "@/lib/i18n/format";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import { presentName } from "@/lib/projects/queries/present";
import type { NewsQuery } from "../index-query";
import type { NewsChoice, NewsEntry, NewsSummary } from "../schema";
import { inReadersLanguage, presentSummary, summarySelect } from "./summary";

const entrySelect = {
  ...summarySelect,
  updatedAt: true,
  texts: { select: { language: true, title: true, status: true, body: true } },
  organisations: {
    select: { organisation: { select: { name: true, nameEn: true } } },
    orderBy: [{ role: "asc" }, { organisationId: "asc" }],
    take: 6,
  },
  countries: { select: { country: { select: { nameFr: true, nameEn: true } } }, orderBy: { countryCode: "asc" } },
} as const satisfies Prisma.NewsItemSelect;

type EntryRow = Prisma.NewsItemGetPayload<{ select: typeof entrySelect }>;

/** Newest event first; of a day, what came last. */
const newestFirst = [{ happenedOn: "desc" }, { id: "desc" }] as const satisfies Prisma.NewsItemOrderByWithRelationInput[];

/** The first words of a text, cut at a word. */
function firstWords(body: string): string {
  const text = body.replace(/\s+/g, " ").trim();
  if (text.length <= limits.newsSummary) return text;
  return `${text.slice(0, limits.newsSummary).replace(/[\s.,;:]+\S*$/, "")}…`;
}

function presentEntry(row: EntryRow, locale: Locale): NewsEntry[] {
  const body = inReadersLanguage(row.texts, locale);
  return presentSummary(row, locale).map((summary) => ({
    ...summary,
    organisations: row.organisations.map(({ organisation }) => presentName(organisation, locale)),
    countries: row.countries.map(({ country }) => inLocale(locale, country.nameFr, country.nameEn)),
    summary: body ? firstWords(publicText(body.body, body.language)) : "",
    updatedAt: row.updatedAt,
  }));
}

/** News of a country (ISO code) or of organisations (public ids). */
export type NewsOf = { country: string } | { organisations: readonly string[] };

function whereOf(of: NewsOf): Prisma.NewsItemWhereInput {
  if ("country" in of) return { countries: { some: { countryCode: of.country } } };
  return { organisations: { some: { organisation: { publicId: { in: [...of.organisations] } } } } };
}

/** The latest news, newest event first; of a country or of organisations, where these are given. */
export async function latestNews(count: number, locale: Locale, of?: NewsOf): Promise<NewsSummary[]> {
  const where = { published: true, ...(of && whereOf(of)) };
  const rows = await db().newsItem.findMany({ where, select: summarySelect, orderBy: [...newestFirst], take: count });
  return rows.flatMap((row) => presentSummary(row, locale));
}

/** The condition of a query of the index. */
export function newsCondition({ month, country, organisation }: NewsQuery): Prisma.NewsItemWhereInput {
  const start = new Date(`${month || "1900-01"}-01T00:00:00Z`);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  return {
    published: true,
    ...(month && { happenedOn: { gte: start, lt: end } }),
    ...(country && { countries: { some: { countryCode: country } } }),
    ...(organisation && { organisations: { some: { organisation: { publicId: organisation } } } }),
  };
}

/** A page of the index, and how many items there are. */
export async function listNews(query: NewsQuery, locale: Locale): Promise<{ total: number; entries: NewsEntry[] }> {
  const where = newsCondition(query);
  const [total, rows] = await Promise.all([
    db().newsItem.count({ where }),
    db().newsItem.findMany({
      where,
      select: entrySelect,
      orderBy: [...newestFirst],
      take: limits.pageSize,
      skip: (query.page - 1) * limits.pageSize,
    }),
  ]);
  return { total, entries: rows.flatMap((row) => presentEntry(row, locale)) };
}

/** What changed last in the index, for those who follow it. */
export async function changedNews(query: NewsQuery, locale: Locale): Promise<NewsEntry[]> {
  const rows = await db().newsItem.findMany({
    where: newsCondition(query),
    select: entrySelect,
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: limits.feedEntries,
  });
  return rows.flatMap((row) => presentEntry(row, locale));
}

type ChoiceRow = {
  filter: "month" | "country" | "organisation";
  value: string;
  fr: string | null;
  en: string | null;
  count: number;
};
export type NewsChoices = Record<ChoiceRow["filter"], NewsChoice[]>;

/** What the index can be asked for, whatever else is chosen: months from the latest, countries and organisations by name. */
export async function newsChoices({ organisation }: NewsQuery, locale: Locale): Promise<NewsChoices> {
  const rows = await db().$queryRaw<ChoiceRow[]>`
    SELECT 'month' AS filter, to_char(happened_on, 'YYYY-MM') AS value, NULL AS fr, NULL AS en, count(*)::int AS count
      FROM news_item WHERE published GROUP BY 2
    UNION ALL SELECT 'country', c.code::text, c.name_fr, c.name_en, count(*)::int
      FROM news_country r JOIN news_item n ON n.id = r.news_item_id AND n.published JOIN country c ON c.code = r.country_code GROUP BY c.code
    UNION ALL (SELECT 'organisation', o.public_id, o.name, coalesce(o.name_en, o.name), count(*)::int
      FROM news_organisation r JOIN news_item n ON n.id = r.news_item_id AND n.published JOIN organisation o ON o.id = r.organisation_id
      GROUP BY o.id ORDER BY o.public_id = ${organisation} DESC, 5 DESC, o.id LIMIT ${limits.facetValues})`;
  const { compare } = new Intl.Collator(locale);
  const choices = (filter: ChoiceRow["filter"]) => rows.filter((row) => row.filter === filter);
  const named = (filter: ChoiceRow["filter"]) =>
    choices(filter)
      .map(({ value, fr, en, count }) => ({ value, label: publicText(inLocale(locale, fr, en) ?? value, locale), count }))
      .toSorted((a, b) => compare(a.label, b.label));
  const months = choices("month").toSorted((a, b) => (a.value < b.value ? 1 : -1));
  return {
    month: months.map(({ value, count }) => ({ value, label: formatDate(locale, `${value}-01`, "month"), count })),
    country: named("country"),
    organisation: named("organisation"),
  };
}

/** Names of what a query filters by, where it names something. */
export async function nameNewsQuery(
  query: NewsQuery,
  locale: Locale,
): Promise<{ country: string | null; organisation: string | null }> {
  const [country, organisation] = await Promise.all([
    query.country ? db().country.findUnique({ where: { code: query.country } }) : null,
    query.organisation ? db().organisation.findUnique({ where: { publicId: query.organisation } }) : null,
  ]);
  return {
    country: country && inLocale(locale, country.nameFr, country.nameEn),
    organisation: organisation && presentName(organisation, locale),
  };
}
