import { today } from "@/lib/core/clock";
import { isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import {
  type PublicContactRow,
  publicContactSelect,
  publicContactWhere,
  publicName,
  relayedOfficeWhere,
  relayedPostWhere,
} from "@/lib/posts/policy";
import { presentName } from "@/lib/projects/queries/present";
import { freshnessOf } from "../freshness";
import type { Contact, ContactKind } from "../schema";

const country = { select: { code: true, nameFr: true, nameEn: true, slugFr: true, slugEn: true } } as const;
const source = { select: { nameFr: true, nameEn: true, url: true, licence: true } } as const;
const people = {
  where: publicContactWhere,
  select: publicContactSelect,
  orderBy: [{ functionCode: "asc" }, { id: "asc" }],
} as const;

const postSelect = {
  ...{ publicId: true, kind: true, nameFr: true, nameEn: true, cityFr: true, cityEn: true, latitude: true, longitude: true },
  ...{ website: true, phone: true, timeZone: true, verifiedOn: true, origin: true, country, source },
  jurisdictions: {
    select: { subdivisionCode: true, place: { select: { name: true } }, country },
    orderBy: [{ countryCode: "asc" }, { subdivisionCode: "asc" }, { id: "asc" }],
  },
  contacts: people as typeof people & { orderBy: Prisma.ContactOrderByWithRelationInput[] },
} satisfies Prisma.DiplomaticPostSelect;

const officeSelect = {
  ...{ publicId: true, kind: true, nameFr: true, nameEn: true, city: true, website: true, phone: true, verifiedOn: true },
  ...{ origin: true, sourceUrl: true, source },
  organisation: {
    select: {
      ...{ publicId: true, slug: true, name: true, nameEn: true },
      contacts: {
        ...people,
        where: { ...publicContactWhere, functionCode: "international_office" },
        orderBy: { id: "asc" },
      },
    },
  },
  territories: {
    select: { territory: { select: { code: true, name: true, slug: true } } },
    orderBy: { territory: { name: "asc" } },
  },
} satisfies Prisma.OfficeSelect;

type PostRow = Prisma.DiplomaticPostGetPayload<{ select: typeof postSelect }>;
type OfficeRow = Prisma.OfficeGetPayload<{ select: typeof officeSelect }>;
type CountryRow = PostRow["country"];

function presentCountry({ code, nameFr, nameEn, slugFr, slugEn }: CountryRow, locale: Locale) {
  return { code, name: inLocale(locale, nameFr, nameEn), slug: inLocale(locale, slugFr, slugEn) };
}

function presentPeople(rows: readonly PublicContactRow[], locale: Locale): Contact["people"] {
  const t = translator(locale);
  return rows.map((row) => ({
    function: { code: row.functionCode, label: row.functionLabel ?? t(`common.contactFunction.${row.functionCode}`) },
    name: publicName(row),
    verifiedOn: isoDayOrNull(row.verifiedOn),
  }));
}

type Shared = Pick<PostRow, "publicId" | "kind" | "nameFr" | "nameEn" | "website" | "phone" | "verifiedOn" | "origin" | "source">;

function presentShared(row: Omit<Shared, "kind"> & { kind: ContactKind }, writable: ReadonlySet<string>, locale: Locale) {
  const verifiedOn = isoDayOrNull(row.verifiedOn);
  const { website, phone } = row;
  return {
    id: row.publicId,
    kind: { code: row.kind, label: translator(locale)(`contacts.kind.${row.kind}`) },
    name: inLocale(locale, row.nameFr, row.nameEn),
    names: { fr: row.nameFr, en: row.nameEn },
    ...{ website, phone, verifiedOn },
    freshness: freshnessOf(verifiedOn, today()),
    writable: writable.has(row.publicId),
    source: {
      name: inLocale(locale, row.source.nameFr, row.source.nameEn),
      url: row.source.url,
      licence: row.source.licence,
    },
    demo: row.origin === "demo",
  };
}

function presentPost(row: PostRow, writable: ReadonlySet<string>, locale: Locale): Contact {
  const { latitude, longitude } = row;
  return {
    ...presentShared(row, writable, locale),
    type: "post",
    city: inLocale(locale, row.cityFr, row.cityEn),
    country: presentCountry(row.country, locale),
    covers: row.jurisdictions.map((rule) => ({
      country: presentCountry(rule.country, locale),
      subdivision: rule.subdivisionCode,
      place: rule.place?.name ?? null,
    })),
    serves: [],
    organisation: null,
    coordinates: latitude && longitude ? { latitude: latitude.toNumber(), longitude: longitude.toNumber() } : null,
    timeZone: row.timeZone,
    people: presentPeople(row.contacts, locale),
  };
}

function presentOffice(row: OfficeRow, writable: ReadonlySet<string>, locale: Locale): Contact {
  const { organisation, sourceUrl } = row;
  const shared = presentShared(row, writable, locale);
  return {
    ...shared,
    type: "office",
    city: row.city,
    country: null,
    covers: [],
    serves: row.territories.map(({ territory }) => territory),
    organisation: organisation && {
      id: organisation.publicId,
      name: presentName(organisation, locale),
      slug: organisation.slug,
    },
    coordinates: null,
    timeZone: null,
    people: presentPeople(organisation?.contacts ?? [], locale),
    source: { ...shared.source, url: sourceUrl ?? shared.source.url },
  };
}

/** What a query finds by the ids of one letter; nothing is asked where there are none. */
async function ofKind<T>(
  ids: readonly string[],
  letter: "d" | "b",
  find: (publicId: { in: string[] }) => Promise<T[]>,
): Promise<T[]> {
  const own = ids.filter((id) => id.startsWith(letter));
  return own.length === 0 ? [] : find({ in: own });
}

/** The entries with these public ids, in their order; those that are closed or gone are left out. */
export async function readContacts(ids: readonly string[], locale: Locale): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const only = { select: { publicId: true } } as const;
  const [posts, offices, writablePosts, writableOffices] = await Promise.all([
    ofKind(ids, "d", (publicId) => db().diplomaticPost.findMany({ where: { publicId, closedOn: null }, select: postSelect })),
    ofKind(ids, "b", (publicId) => db().office.findMany({ where: { publicId }, select: officeSelect })),
    ofKind(ids, "d", (publicId) => db().diplomaticPost.findMany({ where: { publicId, ...relayedPostWhere }, ...only })),
    ofKind(ids, "b", (publicId) => db().office.findMany({ where: { publicId, ...relayedOfficeWhere }, ...only })),
  ]);
  const writable = new Set([...writablePosts, ...writableOffices].map((row) => row.publicId));
  const found = [
    ...posts.map((row) => presentPost(row, writable, locale)),
    ...offices.map((row) => presentOffice(row, writable, locale)),
  ];
  const byId = new Map(found.map((contact) => [contact.id, contact]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The entry that the last part of an address names; null when there is none. */
export async function findContact(name: string, locale: Locale): Promise<Contact | null> {
  const id = /^([db]\d{1,12})(?:-.*)?$/i.exec(name)?.[1];
  const [contact] = id ? await readContacts([id.toLowerCase()], locale) : [];
  return contact ?? null;
}
