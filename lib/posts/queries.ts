import { isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { Project } from "@/lib/projects/schema";
import { publicContactSelect, publicContactWhere, publicName } from "./policy";

/** Where a partner is: the country, and the subdivision (ISO 3166-2) where it is known. */
export type PartnerPlace = { countryCode: string; subdivisionCode: string | null };

type PublicPost = Project["posts"][number];

const postSelect = {
  publicId: true,
  nameFr: true,
  nameEn: true,
  cityFr: true,
  cityEn: true,
  website: true,
  phone: true,
  country: { select: { code: true, nameFr: true, nameEn: true, slugFr: true, slugEn: true } },
  jurisdictions: { select: { countryCode: true, subdivisionCode: true, country: { select: { nameFr: true, nameEn: true } } } },
  contacts: { where: publicContactWhere, select: publicContactSelect, orderBy: { functionCode: "asc" } },
} satisfies Prisma.DiplomaticPostSelect;

type PostRow = Prisma.DiplomaticPostGetPayload<{ select: typeof postSelect }>;

/**
 * The posts competent for these places. A post of a subdivision overrides the post of the whole country: the consulate
 * general in Québec, not the embassy in Ottawa, answers for a partner in Québec.
 */
export async function findCompetentPosts(places: PartnerPlace[], locale: Locale): Promise<PublicPost[]> {
  const countryCodes = [...new Set(places.map((place) => place.countryCode))];
  if (countryCodes.length === 0) return [];
  const rows = await db().diplomaticPost.findMany({
    where: { closedOn: null, jurisdictions: { some: { countryCode: { in: countryCodes } } } },
    select: postSelect,
    orderBy: [{ kind: "asc" }, { nameFr: "asc" }],
  });
  const chosen = new Map<string, PublicPost>();
  for (const place of places) {
    for (const { row, covers } of competentFor(place, rows)) chosen.set(row.publicId, presentPost(row, covers, locale));
  }
  return [...chosen.values()];
}

/**
 * The posts that answer for a country: that of a subdivision of it (ISO 3166-2) where one is given, else those of the whole country
 * and of each of its parts.
 */
export async function postsOfCountry(
  countryCode: string,
  locale: Locale,
  subdivisionCode: string | null = null,
): Promise<PublicPost[]> {
  if (subdivisionCode !== null) return findCompetentPosts([{ countryCode, subdivisionCode }], locale);
  const parts = await db().postJurisdiction.findMany({
    where: { countryCode, subdivisionCode: { not: null }, post: { closedOn: null } },
    select: { subdivisionCode: true },
    distinct: ["subdivisionCode"],
    orderBy: { subdivisionCode: "asc" },
  });
  return findCompetentPosts([{ countryCode, subdivisionCode: null }, ...parts.map((part) => ({ countryCode, ...part }))], locale);
}

function competentFor(place: PartnerPlace, rows: PostRow[]) {
  const matches = (subdivisionCode: string | null) =>
    rows.flatMap((row) => {
      const covers = row.jurisdictions.find((j) => j.countryCode === place.countryCode && j.subdivisionCode === subdivisionCode);
      return covers ? [{ row, covers }] : [];
    });
  const local = place.subdivisionCode ? matches(place.subdivisionCode) : [];
  return local.length > 0 ? local : matches(null);
}

function presentPost(row: PostRow, covers: PostRow["jurisdictions"][number], locale: Locale): PublicPost {
  const t = translator(locale);
  const country = inLocale(locale, covers.country.nameFr, covers.country.nameEn);
  return {
    id: row.publicId,
    name: inLocale(locale, row.nameFr, row.nameEn),
    city: inLocale(locale, row.cityFr, row.cityEn),
    country: {
      code: row.country.code,
      name: inLocale(locale, row.country.nameFr, row.country.nameEn),
      slug: inLocale(locale, row.country.slugFr, row.country.slugEn),
    },
    website: row.website,
    phone: row.phone,
    competentFor: covers.subdivisionCode ? `${country} (${covers.subdivisionCode})` : country,
    contacts: row.contacts.map((contact) => ({
      function: {
        code: contact.functionCode,
        label: contact.functionLabel ?? t(`common.contactFunction.${contact.functionCode}`),
      },
      name: publicName(contact),
      verifiedOn: isoDayOrNull(contact.verifiedOn),
    })),
  };
}
