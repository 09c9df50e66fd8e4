import { isoDay, isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import { countrySelect, presentCountry, presentName, presentTitle } from "@/lib/projects/queries/present";
import { agreementKinds, type NewsItem, type NewsSummary } from "./schema";

const named = {
  publicId: true,
  slug: true,
  name: true,
  nameEn: true,
  country: { select: { nameFr: true, nameEn: true } },
} as const;

const newsSelect = {
  publicId: true,
  slugFr: true,
  slugEn: true,
  happenedOn: true,
  sourceUrl: true,
  source: { select: { nameFr: true, nameEn: true } },
  texts: true,
  organisations: { select: { role: true, organisation: { select: named } }, orderBy: { organisationId: "asc" } },
  countries: { select: { country: { select: countrySelect } } },
  projects: {
    select: {
      project: {
        select: {
          publicId: true,
          slugFr: true,
          slugEn: true,
          title: true,
          language: true,
          texts: { where: { field: "title" }, select: { field: true, language: true, body: true, status: true } },
        },
      },
    },
  },
  agreements: {
    select: {
      kind: true,
      relatedAction: true,
      signedOn: true,
      placeNameFr: true,
      placeNameEn: true,
      parties: {
        select: { signatoryFunctionFr: true, signatoryFunctionEn: true, organisation: { select: named } },
        orderBy: { position: "asc" },
      },
    },
  },
} satisfies Prisma.NewsItemSelect;

type NewsRow = Prisma.NewsItemGetPayload<{ select: typeof newsSelect }>;
type TextRow = Pick<NewsRow["texts"][number], "language" | "title" | "status">;

function inReadersLanguage<T extends TextRow>(texts: T[], locale: Locale): T | undefined {
  return texts.find((text) => text.language === locale) ?? texts.find((text) => text.status === "original") ?? texts[0];
}

/** One news item; null when there is none. */
export async function getNewsItem(publicId: string, locale: Locale): Promise<NewsItem | null> {
  const row = await db().newsItem.findUnique({ where: { publicId }, select: newsSelect });
  const text = row && inReadersLanguage(row.texts, locale);
  if (!row || !text) return null;
  const nameOf = (body: { name: string; nameEn: string | null }) => presentName(body, locale);
  return {
    id: row.publicId,
    slugs: { fr: row.slugFr, en: row.slugEn },
    title: { text: publicText(text.title, text.language), language: text.language, status: text.status },
    body: { text: publicText(text.body, text.language), language: text.language, status: text.status },
    happenedOn: isoDay(row.happenedOn),
    sourceUrl: row.sourceUrl,
    sourceName: inLocale(locale, row.source.nameFr, row.source.nameEn),
    organisations: row.organisations.map(({ organisation, role }) => ({
      id: organisation.publicId,
      slug: organisation.slug,
      name: nameOf(organisation),
      role,
      country: organisation.country && inLocale(locale, organisation.country.nameFr, organisation.country.nameEn),
    })),
    countries: row.countries.map(({ country }) => presentCountry(country, locale)),
    projects: row.projects.map(({ project }) => ({
      id: project.publicId,
      slug: inLocale(locale, project.slugFr, project.slugEn),
      title: presentTitle(project, locale),
    })),
    agreements: row.agreements.map((agreement) => ({
      kind: agreementKinds.find((kind) => kind === agreement.kind) ?? "other",
      relatedAction: agreement.relatedAction,
      signedOn: isoDayOrNull(agreement.signedOn),
      placeName: inLocale(locale, agreement.placeNameFr, agreement.placeNameEn),
      parties: agreement.parties.map((party) => ({
        name: nameOf(party.organisation),
        signatoryFunction: inLocale(locale, party.signatoryFunctionFr, party.signatoryFunctionEn),
      })),
    })),
  };
}

/** News of a country (ISO code) or of organisations (public ids). */
export type NewsOf = { country: string } | { organisations: readonly string[] };

function newsWhere(of: NewsOf): Prisma.NewsItemWhereInput {
  if ("country" in of) return { countries: { some: { countryCode: of.country } } };
  return { organisations: { some: { organisation: { publicId: { in: [...of.organisations] } } } } };
}

/** The latest news, newest event first; of a country or of organisations, where these are given. */
export async function latestNews(count: number, locale: Locale, of?: NewsOf): Promise<NewsSummary[]> {
  const rows = await db().newsItem.findMany({
    ...(of && { where: newsWhere(of) }),
    select: {
      publicId: true,
      slugFr: true,
      slugEn: true,
      happenedOn: true,
      texts: { select: { language: true, title: true, status: true } },
      agreements: { select: { relatedAction: true } },
    },
    orderBy: { happenedOn: "desc" },
    take: count,
  });
  return rows.flatMap((row) => {
    const text = inReadersLanguage(row.texts, locale);
    if (!text) return [];
    return [
      {
        id: row.publicId,
        slug: inLocale(locale, row.slugFr, row.slugEn),
        title: { text: publicText(text.title, text.language), language: text.language, status: text.status },
        happenedOn: isoDay(row.happenedOn),
        relatedAction: row.agreements.some((agreement) => agreement.relatedAction),
      },
    ];
  });
}
