import { db } from "@/lib/core/db";
import { queryFor } from "@/lib/search/params";
import { territoryRecord } from "../address";
import type { CountrySubject, OrganisationSubject, TerritorySubject } from "../schema";
import { findOrganisation, governing } from "./organisation";

type CountryRow = { code: string; fr: string; en: string; slugFr: string; slugEn: string };

/** The country of a slug of either language, or of an ISO code of two or three letters; null: there is none. */
export async function findCountry(name: string): Promise<CountrySubject | null> {
  const [slug, code] = [name.toLowerCase(), name.toUpperCase()];
  // A slug comes first: a country may be called as another one's code says.
  const [row] = await db().$queryRaw<CountryRow[]>`
    SELECT code::text, name_fr AS fr, name_en AS en, slug_fr AS "slugFr", slug_en AS "slugEn" FROM country
    WHERE slug_fr = ${slug} OR slug_en = ${slug} OR code = ${code} OR alpha3 = ${code}
    ORDER BY ${slug} IN (slug_fr, slug_en) DESC, code LIMIT 1`;
  return row
    ? {
        kind: "country",
        key: row.code,
        records: { fr: row.slugFr, en: row.slugEn },
        names: { fr: row.fr, en: row.en },
        query: queryFor("country", row.code),
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
