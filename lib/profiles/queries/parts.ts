import { db } from "@/lib/core/db";
import { databaseRows, type Rows } from "@/lib/core/rows";
import type { Target } from "@/lib/i18n/href";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import type { DimensionKey } from "@/lib/statistics/dimensions";
import { readSeries, type Series } from "@/lib/statistics/series";
import { countryTarget, schemeTarget, territoryTarget, themeTarget } from "../address";
import type { Subject } from "../schema";

/** A part of the projects of a subject; `query` finds exactly these. `to`: the page of what it is named after. */
export type ListedPart = { key: string; name: string; projects: number; query: ProjectQuery | null; to: Target | null };
export const listedDimensions = ["theme", "country", "frenchRegion", "departement", "kind", "form", "scheme"] as const;
export type ListedDimension = (typeof listedDimensions)[number];
export type Parts = { lists: ReadonlyMap<ListedDimension, readonly ListedPart[]>; years: Series | null; money: Series | null };

/** How the projects of a subject are divided: not by what all of them share. */
function dimensionsOf(subject: Subject): ListedDimension[] {
  if (subject.kind === "country") return ["theme", "frenchRegion", "kind", "form", "scheme"];
  if (subject.kind === "theme") return ["theme", "country", "frenchRegion", "form", "scheme"];
  if (subject.kind === "scheme") return ["theme", "country", "frenchRegion", "form"];
  const isRegion = subject.kind === "territory" && subject.level === "region";
  return isRegion ? ["theme", "country", "departement", "form", "scheme"] : ["theme", "country", "form", "scheme"];
}

/** Slugs of countries and French territories by their code. */
export type Slugs = ReadonlyMap<string, string>;

/** Slugs of these countries and territories in a language. */
export async function slugsOf(codes: readonly string[], locale: Locale): Promise<Slugs> {
  const rows = await db().$queryRaw<{ code: string; fr: string; en: string }[]>`
    SELECT code::text, slug_fr AS fr, slug_en AS en FROM country WHERE code = ANY(${codes}::text[])
    UNION ALL SELECT code, slug, slug FROM territory WHERE code = ANY(${codes}::text[])`;
  return new Map(rows.map(({ code, fr, en }) => [code, inLocale(locale, fr, en)]));
}

function targetOf(dimension: ListedDimension, code: string, name: string, slugs: Slugs): Target | null {
  if (dimension === "theme") return themeTarget({ code, label: name });
  if (dimension === "scheme") return schemeTarget({ label: name });
  const slug = slugs.get(code);
  if (slug === undefined || dimension === "form") return null;
  return dimension === "country" ? countryTarget({ slug }) : territoryTarget({ code, slug });
}

const counted: readonly DimensionKey[] = ["started"];

/** The projects of a subject by what divides them, by the year in which they began, and their co-funding by year. */
export async function readParts(subject: Subject, locale: Locale, rowsOf: Rows = databaseRows): Promise<Parts> {
  const dimensions = dimensionsOf(subject);
  const [series, money] = await Promise.all([
    readSeries("projects", [...dimensions, ...counted], subject.query, locale, rowsOf),
    readSeries("cofunding", ["funded"], subject.query, locale, rowsOf),
  ]);
  const stated = dimensions.map((dimension) => {
    const parts = series.get(dimension)?.parts ?? [];
    return [dimension, parts.filter(({ key, value }) => key !== none && value !== null && value > 0)] as const;
  });
  const slugs = await slugsOf(
    stated.flatMap(([, parts]) => parts.map(({ key }) => key)),
    locale,
  );
  const lists = stated.map(([dimension, parts]) => {
    const listed = parts.map(
      ({ key, name, value, query }): ListedPart => ({
        key,
        name,
        projects: value ?? 0,
        query,
        to: targetOf(dimension, key, name, slugs),
      }),
    );
    return [dimension, listed] as const;
  });
  return { lists: new Map(lists), years: series.get("started") ?? null, money: money.get("funded") ?? null };
}
