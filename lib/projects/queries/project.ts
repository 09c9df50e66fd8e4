import { today } from "@/lib/core/clock";
import { isoDayInFrance, isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { summarySelect } from "@/lib/news/queries/summary";
import type { PartnerPlace } from "@/lib/posts/competence";
import { findCompetentPosts } from "@/lib/posts/queries";
import { findingsOfProject } from "@/lib/quality/queries/record";
import { computeStatus, sideOf } from "../policy";
import type { Project } from "../schema";
import { presentParts } from "./parts";
import { countrySelect, labelSelect, presentDate, presentLabel, presentTitle } from "./present";

/** What a record says of an organisation that takes part in it. */
export const organisationSelect = {
  id: true,
  publicId: true,
  name: true,
  nameEn: true,
  slug: true,
  subdivisionCode: true,
  placeId: true,
  latitude: true,
  longitude: true,
  coordinatePrecision: true,
  website: true,
  countryCode: true,
  country: { select: countrySelect },
  kind: { select: { ...labelSelect, isAuthority: true } },
  codes: { select: { scheme: true, code: true }, orderBy: { scheme: "asc" } },
  territory: { select: { code: true, level: true } },
} satisfies Prisma.OrganisationSelect;

/** A theme with those that it is part of. */
export const themeSelect = {
  ...labelSelect,
  parent: { select: { ...labelSelect, parent: { select: labelSelect } } },
} satisfies Prisma.ThemeSelect;

export const rankedLabelSelect = { ...labelSelect, position: true } as const;

/** Everything of a project that may be shown. */
export const projectSelect = {
  publicId: true,
  legacyId: true,
  slugFr: true,
  slugEn: true,
  origin: true,
  title: true,
  language: true,
  signedYear: true,
  startOn: true,
  startPrecision: true,
  endOn: true,
  endPrecision: true,
  lastConfirmedOn: true,
  threeYearFunding: true,
  communicationInFrance: true,
  communicationAbroad: true,
  evaluation: true,
  multilateral: true,
  sourceUrl: true,
  createdAt: true,
  updatedAt: true,
  form: { select: labelSelect },
  declaredStatus: { select: labelSelect },
  source: true,
  importRun: { select: { startedAt: true } },
  texts: { select: { field: true, language: true, body: true, status: true } },
  themes: {
    select: { rank: true, theme: { select: themeSelect } },
    orderBy: { rank: "asc" },
  },
  organisations: {
    select: {
      role: { select: rankedLabelSelect },
      organisation: { select: organisationSelect },
    },
    orderBy: [{ position: "asc" }],
  },
  places: {
    select: { name: true, latitude: true, longitude: true, coordinatePrecision: true, country: { select: countrySelect } },
    orderBy: { position: "asc" },
  },
  fundingLines: {
    select: {
      year: true,
      amount: true,
      currency: true,
      kind: true,
      inKind: true,
      funder: { select: { publicId: true, name: true, nameEn: true, countryCode: true } },
      schemeLines: { select: { amount: true, scheme: { select: rankedLabelSelect } } },
    },
    orderBy: { position: "asc" },
  },
  news: {
    where: { newsItem: { published: true } },
    orderBy: { newsItemId: "desc" },
    select: {
      newsItem: { select: summarySelect },
    },
  },
  _count: { select: { volunteers: true, contacts: true } },
} satisfies Prisma.ProjectSelect;

export type ProjectRow = Prisma.ProjectGetPayload<{ select: typeof projectSelect }>;

/** One project with everything that may be shown of it, labels in the language asked for; null when there is none. */
export async function getProject(publicId: string, locale: Locale): Promise<Project | null> {
  const row = await db().project.findUnique({ where: { publicId }, select: projectSelect });
  if (!row) return null;
  const [posts, findings] = await Promise.all([
    findCompetentPosts(partnerPlaces(row), locale),
    findingsOfProject(publicId, today(), locale),
  ]);
  return { ...presentFacts(row, locale, today()), ...presentParts(row, locale), posts, findings };
}

function partnerPlaces(row: ProjectRow): PartnerPlace[] {
  const partners = row.organisations.filter((link) => link.role.code === "foreign_partner");
  const places = partners.flatMap(({ organisation }) =>
    organisation.country && sideOf(organisation.country.code) === "foreign"
      ? [
          {
            countryCode: organisation.country.code,
            subdivisionCode: organisation.subdivisionCode,
            placeId: organisation.placeId,
          },
        ]
      : [],
  );
  if (places.length > 0) return places;
  return row.places
    .filter((place) => sideOf(place.country.code) === "foreign")
    .map((place) => ({ countryCode: place.country.code, subdivisionCode: null, placeId: null }));
}

/** Single facts of a project; its status is computed for a day (ISO). */
export function presentFacts(row: ProjectRow, locale: Locale, day: string) {
  const start = presentDate(row.startOn, row.startPrecision);
  const end = presentDate(row.endOn, row.endPrecision);
  return {
    id: row.publicId,
    slugs: { fr: row.slugFr, en: row.slugEn },
    legacyId: row.legacyId,
    origin: row.origin,
    title: presentTitle(row, locale),
    form: row.form && presentLabel(row.form, locale),
    declaredStatus: row.declaredStatus && presentLabel(row.declaredStatus, locale),
    computedStatus: computeStatus({ declaredStatus: row.declaredStatus?.code ?? null, start, end }, day),
    lastConfirmedOn: isoDayOrNull(row.lastConfirmedOn),
    signedYear: row.signedYear,
    start,
    end,
    threeYearFunding: row.threeYearFunding,
    communicationInFrance: row.communicationInFrance,
    communicationAbroad: row.communicationAbroad,
    evaluation: row.evaluation,
    multilateral: row.multilateral,
    volunteers: row._count.volunteers,
    partnerContacts: row._count.contacts,
    source: {
      code: row.source.code,
      name: inLocale(locale, row.source.nameFr, row.source.nameEn),
      publisher: row.source.publisher,
      licence: row.source.licence,
      licenceUrl: row.source.licenceUrl,
      url: row.source.url,
      asOf: isoDayOrNull(row.source.asOf),
    },
    sourceUrl: row.sourceUrl,
    importedOn: row.importRun && isoDayInFrance(row.importRun.startedAt),
    createdOn: isoDayInFrance(row.createdAt),
    updatedOn: isoDayInFrance(row.updatedAt),
  };
}
