import { db } from "@/lib/core/db";
import { queryFor } from "@/lib/search/params";
import { territoryRecord } from "../address";
import type { CountrySubject, OrganisationSubject, TerritorySubject } from "../schema";
import { findOrganisation, governing } from "./organisation";

const countrySelect = {
  code: true,
  nameFr: true,
  nameEn: true,
  slugFr: true,
  slugEn: true,
  continent: { select: { code: true, nameFr: true, nameEn: true } },
} as const;

/** The country of a slug of either language, or of an ISO code of two or three letters; null: there is none. */
export async function findCountry(name: string): Promise<CountrySubject | null> {
  const slug = name.toLowerCase();
  const code = name.toUpperCase();
  const rows = await db().country.findMany({
    where: { OR: [{ slugFr: slug }, { slugEn: slug }, { code }, { alpha3: code }] },
    select: countrySelect,
  });
  // A slug comes first: a country may be called as another one's code says.
  const row = rows.find(({ slugFr, slugEn }) => slugFr === slug || slugEn === slug) ?? rows[0];
  return row
    ? {
        kind: "country",
        key: row.code,
        records: { fr: row.slugFr, en: row.slugEn },
        names: { fr: row.nameFr, en: row.nameEn },
        query: queryFor("country", row.code),
        continent: { code: row.continent.code, names: { fr: row.continent.nameFr, en: row.continent.nameEn } },
      }
    : null;
}

/** A région, département or overseas collectivity by its code; of an EPCI or a commune the body that governs it. Null: there is none. */
export async function findTerritory(code: string): Promise<TerritorySubject | OrganisationSubject | null> {
  const row = await db().territory.findUnique({
    where: { code: code.toUpperCase() },
    select: { code: true, level: true, name: true, slug: true },
  });
  if (!row) return null;
  const { level } = row;
  if (level === "epci" || level === "commune") {
    const id = await governing(row.code);
    return id === null ? null : findOrganisation(id);
  }
  const record = territoryRecord(row.code, row.slug);
  return {
    kind: "territory",
    key: row.code,
    records: { fr: record, en: record },
    names: { fr: row.name, en: row.name },
    query: queryFor("territory", row.code),
    level,
  };
}
