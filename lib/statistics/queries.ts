import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";

/**
 * Figures of the whole atlas; each is defined in words on the page "about" (messages `pages.about.measures`).
 * Related actions (agreements told as news) are counted nowhere here.
 */
export type AtlasFigures = {
  projects: number;
  /** French local authorities that lead or take part in at least one project. */
  frenchAuthorities: number;
  /** Organisations with the role of foreign partner in at least one project. */
  partners: number;
  countries: number;
  /** Projects marked as demo records. */
  demoProjects: number;
  /** Day of the latest change of a record, ISO; null when there is none. */
  asOf: string | null;
};

type FigureRow = Omit<AtlasFigures, "asOf"> & { updatedAt: Date | null };

export async function getAtlasFigures(): Promise<AtlasFigures> {
  const [row] = await db().$queryRaw<FigureRow[]>`
    SELECT
      (SELECT count(*)::int FROM project) AS projects,
      (SELECT count(*)::int FROM organisation o JOIN organisation_kind k ON k.code = o.kind_code AND k.is_authority
        WHERE o.country_code = 'FR' AND EXISTS (SELECT FROM project_organisation po WHERE po.organisation_id = o.id
          AND po.role_code IN ('lead_authority', 'french_partner', 'implementing_body'))) AS "frenchAuthorities",
      (SELECT count(DISTINCT organisation_id)::int FROM project_organisation WHERE role_code = 'foreign_partner') AS partners,
      (SELECT count(DISTINCT country_code)::int FROM project_place) AS countries,
      (SELECT count(*)::int FROM project WHERE origin = 'demo') AS "demoProjects",
      (SELECT max(updated_at) FROM project) AS "updatedAt"`;
  if (!row) return { projects: 0, frenchAuthorities: 0, partners: 0, countries: 0, demoProjects: 0, asOf: null };
  const { updatedAt, ...figures } = row;
  return { ...figures, asOf: updatedAt && isoDayInFrance(updatedAt) };
}

/** True when demo records are loaded: every page says so. */
export async function hasDemoRecords(): Promise<boolean> {
  return (await db().project.findFirst({ where: { origin: "demo" }, select: { id: true } })) !== null;
}

export type CountryCount = { code: string; name: string; slug: string; numeric: string; projects: number };

/** Projects per country of action, most first. A project in two countries counts in both. */
export async function projectsByCountry(locale: Locale): Promise<CountryCount[]> {
  const rows = await db().$queryRaw<
    { code: string; numeric: string; name_fr: string; name_en: string; slug_fr: string; slug_en: string; projects: number }[]
  >`
    SELECT c.code, c."numeric", c.name_fr, c.name_en, c.slug_fr, c.slug_en, counted.projects
    FROM (SELECT country_code, count(DISTINCT project_id)::int AS projects FROM project_place GROUP BY country_code) AS counted
    JOIN country c ON c.code = counted.country_code
    ORDER BY counted.projects DESC, c.code`;
  return rows.map((row) => ({
    code: row.code,
    name: inLocale(locale, row.name_fr, row.name_en),
    slug: inLocale(locale, row.slug_fr, row.slug_en),
    numeric: row.numeric,
    projects: row.projects,
  }));
}

export type ThemeCount = { code: string; label: string; projects: number };

/** Projects per theme of the first level, whatever the rank of the theme. A project with two themes counts in both. */
export async function projectsByTheme(locale: Locale): Promise<ThemeCount[]> {
  const rows = await db().$queryRaw<{ code: string; label_fr: string; label_en: string; projects: number }[]>`
    SELECT top.code, top.label_fr, top.label_en, count(DISTINCT pt.project_id)::int AS projects
    FROM theme top
    LEFT JOIN theme t ON t.nomenclature_id = top.nomenclature_id AND (t.id = top.id OR starts_with(t.code, top.code || '.'))
    LEFT JOIN project_theme pt ON pt.theme_id = t.id
    WHERE top.level = 1
    GROUP BY top.code, top.label_fr, top.label_en, top.position
    ORDER BY top.position`;
  return rows.map((row) => ({ code: row.code, label: inLocale(locale, row.label_fr, row.label_en), projects: row.projects }));
}

/** Sources of what the portal shows, with the number of projects of each. */
export async function listSources(locale: Locale) {
  const rows = await db().source.findMany({ include: { _count: { select: { projects: true } } }, orderBy: { code: "asc" } });
  return rows.map((row) => ({
    code: row.code,
    name: inLocale(locale, row.nameFr, row.nameEn),
    publisher: row.publisher,
    licence: row.licence,
    licenceUrl: row.licenceUrl,
    url: row.url,
    asOf: row.asOf && isoDayInFrance(row.asOf),
    projects: row._count.projects,
  }));
}
export type SourceSummary = Awaited<ReturnType<typeof listSources>>[number];
