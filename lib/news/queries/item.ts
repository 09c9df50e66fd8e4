import { isoDay, isoDayInFrance, isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import {
  countrySelect,
  labelSelect,
  presentCountry,
  presentDate,
  presentLabel,
  presentName,
  presentTitle,
} from "@/lib/projects/queries/present";
import { agreementKinds, type NewsItem } from "../schema";
import { inReadersLanguage } from "./summary";

const named = {
  publicId: true,
  slug: true,
  name: true,
  nameEn: true,
  country: { select: { nameFr: true, nameEn: true } },
} as const;

const projectSelect = {
  publicId: true,
  slugFr: true,
  slugEn: true,
  title: true,
  language: true,
  texts: { where: { field: "title" }, select: { field: true, language: true, body: true, status: true } },
} as const satisfies Prisma.ProjectSelect;

const agreementSelect = {
  id: true,
  kind: true,
  relatedAction: true,
  signedOn: true,
  signedPrecision: true,
  placeNameFr: true,
  placeNameEn: true,
  endsOn: true,
  durationMonths: true,
  objectFr: true,
  objectEn: true,
  parties: {
    select: { signatoryFunctionFr: true, signatoryFunctionEn: true, organisation: { select: named } },
    orderBy: { position: "asc" },
  },
} as const satisfies Prisma.AgreementSelect;

const newsSelect = {
  publicId: true,
  slugFr: true,
  slugEn: true,
  happenedOn: true,
  closesOn: true,
  updatedAt: true,
  placeNameFr: true,
  placeNameEn: true,
  sourceUrl: true,
  sourceName: true,
  source: { select: { nameFr: true, nameEn: true } },
  texts: true,
  organisations: {
    select: { role: true, organisation: { select: named } },
    orderBy: [{ role: "asc" }, { organisationId: "asc" }],
  },
  countries: { select: { country: { select: countrySelect } }, orderBy: { countryCode: "asc" } },
  projects: { select: { project: { select: projectSelect } }, orderBy: { projectId: "asc" } },
  themes: { select: { theme: { select: labelSelect } }, orderBy: { themeId: "asc" } },
  agreements: { select: agreementSelect, orderBy: { id: "asc" } },
  figures: { orderBy: { position: "asc" } },
  picture: { omit: { file: true } },
} satisfies Prisma.NewsItemSelect;

type NewsRow = Prisma.NewsItemGetPayload<{ select: typeof newsSelect }>;
/** A text of two languages for readers of one: masked, as every text that comes from outside. */
function inEither(locale: Locale, fr: string | null, en: string | null): string | null {
  const text = inLocale(locale, fr, en) ?? fr ?? en;
  return text && publicText(text, locale);
}

function presentAgreement(agreement: NewsRow["agreements"][number], locale: Locale): NewsItem["agreements"][number] {
  return {
    id: agreement.id,
    kind: agreementKinds.find((kind) => kind === agreement.kind) ?? "other",
    relatedAction: agreement.relatedAction,
    signed: presentDate(agreement.signedOn, agreement.signedPrecision),
    placeName: inEither(locale, agreement.placeNameFr, agreement.placeNameEn),
    endsOn: isoDayOrNull(agreement.endsOn),
    durationMonths: agreement.durationMonths,
    object: inEither(locale, agreement.objectFr, agreement.objectEn),
    parties: agreement.parties.map((party) => ({
      name: presentName(party.organisation, locale),
      signatoryFunction: inLocale(locale, party.signatoryFunctionFr, party.signatoryFunctionEn),
    })),
  };
}

function presentFigure(figure: NewsRow["figures"][number], locale: Locale): NewsItem["figures"][number] {
  return {
    label: inEither(locale, figure.labelFr, figure.labelEn) ?? "",
    amount: figure.amount.toNumber(),
    currency: figure.currency,
    approximate: figure.approximate,
    year: figure.year,
    sourceName: figure.sourceName && publicText(figure.sourceName, locale),
  };
}

/** What the item speaks of. */
function presentLinks(row: NewsRow, locale: Locale) {
  return {
    organisations: row.organisations.map(({ organisation, role }) => ({
      id: organisation.publicId,
      slug: organisation.slug,
      name: presentName(organisation, locale),
      role,
      country: organisation.country && inLocale(locale, organisation.country.nameFr, organisation.country.nameEn),
    })),
    countries: row.countries.map(({ country }) => presentCountry(country, locale)),
    projects: row.projects.map(({ project }) => ({
      id: project.publicId,
      slug: inLocale(locale, project.slugFr, project.slugEn),
      title: presentTitle(project, locale),
    })),
    themes: row.themes.map(({ theme }) => presentLabel(theme, locale)),
  };
}

/** One news item; null when there is none, or none that is shown yet. */
export async function getNewsItem(publicId: string, locale: Locale): Promise<NewsItem | null> {
  const row = await db().newsItem.findUnique({ where: { publicId, published: true }, select: newsSelect });
  const text = row && inReadersLanguage(row.texts, locale);
  if (!row || !text) return null;
  const { language, status } = text;
  const { picture } = row;
  return {
    id: row.publicId,
    slugs: { fr: row.slugFr, en: row.slugEn },
    title: { text: publicText(text.title, language), language, status },
    body: { text: publicText(text.body, language), language, status },
    happenedOn: isoDay(row.happenedOn),
    closesOn: isoDayOrNull(row.closesOn),
    updatedOn: isoDayInFrance(row.updatedAt),
    placeName: inEither(locale, row.placeNameFr, row.placeNameEn),
    sourceUrl: row.sourceUrl,
    sourceName: row.sourceName ? publicText(row.sourceName, locale) : inLocale(locale, row.source.nameFr, row.source.nameEn),
    picture: picture && {
      width: picture.width,
      height: picture.height,
      credit: publicText(picture.credit, locale),
      alternative: inLocale(locale, picture.alternativeFr, picture.alternativeEn),
    },
    ...presentLinks(row, locale),
    agreements: row.agreements.map((agreement) => presentAgreement(agreement, locale)),
    figures: row.figures.map((figure) => presentFigure(figure, locale)),
  };
}
