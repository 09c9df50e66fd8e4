import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { none } from "@/lib/search/facets";
import { wholeList } from "@/lib/search/params";
import type { DimensionKey } from "./dimensions";
import { type Figure, readFigures } from "./figures";
import { readSeries } from "./series";

/** Measures of the whole Atlas that its home page begins with. Related actions (agreements told as news) are counted in none. */
export const atlasMeasures = ["projects", "authorities", "partners", "countries"] as const;

/** Figures of the whole Atlas. */
export type AtlasFigures = {
  figures: Record<(typeof atlasMeasures)[number], Figure>;
  /** Projects marked as demo records. */
  demoProjects: number;
  /** Day of the latest change of a record, ISO; null when there is none. */
  asOf: string | null;
};

export async function getAtlasFigures(): Promise<AtlasFigures> {
  const [figures, rows] = await Promise.all([
    readFigures(atlasMeasures, wholeList),
    db().$queryRaw<{ demoProjects: number; updatedAt: Date | null }[]>`
      SELECT (SELECT count(*)::int FROM project WHERE origin = 'demo') AS "demoProjects", (SELECT max(updated_at) FROM project) AS "updatedAt"`,
  ]);
  const { demoProjects = 0, updatedAt = null } = rows[0] ?? {};
  return { figures, demoProjects, asOf: updatedAt && isoDayInFrance(updatedAt) };
}

/** True when demo records are loaded: every page says so. */
export async function hasDemoRecords(): Promise<boolean> {
  return (await db().project.findFirst({ where: { origin: "demo" }, select: { id: true } })) !== null;
}

/** Projects that have one value of a filter. */
export type ValueProjects = { code: string; name: string; projects: number };

/** Projects of the whole Atlas by several dimensions, by one statement: most first, without those that state none. */
export async function projectsBy<K extends DimensionKey>(
  keys: readonly K[],
  locale: Locale,
): Promise<Record<K, ValueProjects[]>> {
  const all = await readSeries("projects", keys, wholeList, locale);
  const valuesOf = (key: K) =>
    (all.get(key)?.parts ?? []).flatMap(({ key: code, name, value }) =>
      code === none ? [] : [{ code, name, projects: value ?? 0 }],
    );
  return Object.fromEntries(keys.map((key) => [key, valuesOf(key)])) as Record<K, ValueProjects[]>;
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
