import { db } from "@/lib/core/db";
import { grouped } from "@/lib/core/groups";
import type { Target } from "@/lib/i18n/href";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { type ProjectQuery, queryFor } from "@/lib/search/params";
import { countryTarget, territoryTarget, themeTarget } from "../address";

/** A row of an index; `to`: its page, where it has one. `query` finds the projects that are counted, each once. */
export type IndexRow = {
  code: string;
  name: string;
  to: Target | null;
  projects: number;
  query: ProjectQuery;
  /** Steps below the first rows of its group. */
  depth: number;
};
/** A row and those that are part of it; null: they are part of nothing that counts. */
export type IndexGroup = { head: IndexRow | null; rows: IndexRow[] };

type Row = {
  code: string;
  fr: string;
  en: string;
  slugFr: string;
  slugEn: string;
  projects: number;
  parent: string | null;
  level: string;
};
type Made = Row & { name: string; slug: string };
type Page = (made: Made) => Target | null;

const asOf = (locale: Locale) => (row: Row) => ({
  ...row,
  name: inLocale(locale, row.fr, row.en),
  slug: inLocale(locale, row.slugFr, row.slugEn),
});

/** Rows by what they are part of, all in the order of the alphabet; those below one of a group follow it. */
function groupsOf(rows: readonly Row[], facet: "country" | "territory" | "theme", page: Page, locale: Locale): IndexGroup[] {
  const { compare } = new Intl.Collator(locale);
  const sorted = rows.map(asOf(locale)).toSorted((a, b) => compare(a.name, b.name));
  const below = grouped(sorted, ({ parent }) => parent);
  const present = (made: Made, depth: number): IndexRow => ({
    code: made.code,
    name: made.name,
    to: page(made),
    projects: made.projects,
    query: queryFor(made.level === "continent" ? "region" : facet, made.code),
    depth,
  });
  const inside = (code: string, depth: number): IndexRow[] =>
    (below.get(code) ?? []).flatMap((made) => [present(made, depth), ...inside(made.code, depth + 1)]);
  const first = below.get(null) ?? [];
  const heads = first.filter(({ level }) => level !== "overseas");
  const apart = first.filter(({ level }) => level === "overseas").map((made) => present(made, 0));
  const groups: IndexGroup[] = heads.map((head) => ({ head: present(head, 0), rows: inside(head.code, 0) }));
  return apart.length > 0 ? [...groups, { head: null, rows: apart }] : groups;
}

/** The countries with projects, by continent (M49). */
export async function listCountries(locale: Locale): Promise<IndexGroup[]> {
  const rows = await db().$queryRaw<Row[]>`
    WITH listed AS (
      SELECT c.*, s.projects FROM country c JOIN search_count s ON s.token = 'country:' || c.code AND s.projects > 0
      WHERE c.code <> 'FR')
    SELECT code::text, name_fr AS fr, name_en AS en, slug_fr AS "slugFr", slug_en AS "slugEn", projects, continent_code AS parent,
      'country' AS level FROM listed
    UNION ALL SELECT w.code, w.name_fr, w.name_en, '', '', coalesce(s.projects, 0), NULL, 'continent'
    FROM world_region w LEFT JOIN search_count s ON s.token = 'region:' || w.code
    WHERE w.code IN (SELECT continent_code FROM listed)`;
  return groupsOf(rows, "country", ({ level, slug }) => (level === "country" ? countryTarget({ slug }) : null), locale);
}

/** Every région with its départements, and the overseas collectivities. */
export async function listTerritories(locale: Locale): Promise<IndexGroup[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT t.code, t.name AS fr, t.name AS en, t.slug AS "slugFr", t.slug AS "slugEn", coalesce(s.projects, 0) AS projects,
      above.code AS parent, t.level::text AS level
    FROM territory t LEFT JOIN territory above ON above.id = t.parent_id
    LEFT JOIN search_count s ON s.token = 'territory:' || t.code
    WHERE t.level IN ('region', 'departement', 'overseas')`;
  return groupsOf(rows, "territory", territoryTarget, locale);
}

/** The themes of the nomenclature in force, on their levels. */
export async function listThemes(locale: Locale): Promise<IndexGroup[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT t.code, t.label_fr AS fr, t.label_en AS en, '' AS "slugFr", '' AS "slugEn", coalesce(s.projects, 0) AS projects,
      above.code AS parent, 'theme' AS level
    FROM theme t JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL
    LEFT JOIN theme above ON above.id = t.parent_id LEFT JOIN search_count s ON s.token = 'theme:' || t.code`;
  return groupsOf(rows, "theme", ({ code, name }) => themeTarget({ code, label: name }), locale);
}
