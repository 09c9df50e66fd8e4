import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";

export type ListedCountry = { code: string; name: string; slug: string; projects: number };
/** A continent (M49) with its countries in the order of the alphabet; `projects`: in any of them, each once. */
export type Continent = { code: string; name: string; projects: number; countries: ListedCountry[] };

type Row = {
  code: string;
  nameFr: string;
  nameEn: string;
  slugFr: string;
  slugEn: string;
  projects: number;
  continent: string;
  continentFr: string;
  continentEn: string;
  continentProjects: number;
};

/** The countries with projects, by continent. */
export async function listCountries(locale: Locale): Promise<Continent[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.code::text, c.name_fr AS "nameFr", c.name_en AS "nameEn", c.slug_fr AS "slugFr", c.slug_en AS "slugEn", s.projects,
      w.code AS continent, w.name_fr AS "continentFr", w.name_en AS "continentEn", coalesce(ws.projects, 0) AS "continentProjects"
    FROM country c JOIN search_count s ON s.token = 'country:' || c.code AND s.projects > 0
    JOIN world_region w ON w.code = c.continent_code LEFT JOIN search_count ws ON ws.token = 'region:' || w.code
    WHERE c.code <> 'FR'`;
  const { compare } = new Intl.Collator(locale);
  const continents = new Map<string, Continent>();
  for (const row of rows) {
    const { continent: code, continentProjects: projects } = row;
    const known = continents.get(code) ?? {
      code,
      name: inLocale(locale, row.continentFr, row.continentEn),
      projects,
      countries: [],
    };
    known.countries.push({
      code: row.code,
      name: inLocale(locale, row.nameFr, row.nameEn),
      slug: inLocale(locale, row.slugFr, row.slugEn),
      projects: row.projects,
    });
    continents.set(code, known);
  }
  const sorted = [...continents.values()].toSorted((a, b) => compare(a.name, b.name));
  return sorted.map((each) => ({ ...each, countries: each.countries.toSorted((a, b) => compare(a.name, b.name)) }));
}
