import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import type { ProjectQuery } from "@/lib/search/params";
import { type Part, partsOf } from "@/lib/search/parts";
import { nameQuery } from "@/lib/search/search";
import { type ByFunder, readByFunder } from "./by-funder";
import { type Cross, readCross } from "./cross";
import type { DimensionKey } from "./dimensions";
import { type Figure, readFigures } from "./figures";
import { hitsSql, scopeOf } from "./hits";
import { readSeries, type Series } from "./series";
import type { MeasureKey } from "./units";

/** Figures at the head of the page, in their order. */
export const headFigures = [
  "projects",
  "ongoing",
  "authorities",
  "partners",
  "countries",
  "cofunding",
  "stateShare",
  "meanCofunding",
  "medianCofunding",
] as const satisfies readonly MeasureKey[];

/** Divisions that the page shows, in their order. */
export const shownSeries = {
  projects: [
    "started",
    "active",
    "ended",
    "country",
    "continent",
    "frenchRegion",
    "kind",
    "theme",
    "form",
    "status",
    "scheme",
    "funder",
  ],
  cofunding: ["funded", "funder"],
} as const satisfies Partial<Record<MeasureKey, readonly DimensionKey[]>>;

/** What is crossed on the page. */
export const crossed = ["frenchRegion", "subregion"] as const satisfies readonly [DimensionKey, DimensionKey];

/** What the page of statistics shows of a search. */
export type Statistics = {
  query: ProjectQuery;
  /** What the search asks for, each with the search without it. */
  filters: readonly Part[];
  figures: Record<(typeof headFigures)[number], Figure>;
  projects: ReadonlyMap<DimensionKey, Series>;
  cofunding: ReadonlyMap<DimensionKey, Series>;
  /** Null where no amount is known. */
  byFunder: ByFunder | null;
  cross: Cross;
  /** Day of the latest change of one of its records, ISO; null when it finds none. */
  asOf: string | null;
};

/** Day of the latest change of a record that a search finds, ISO. */
export async function dateOfData(query: ProjectQuery): Promise<string | null> {
  const latest = Prisma.sql`SELECT max(updated_at) AS at FROM project WHERE id IN (SELECT id FROM hits)`;
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`WITH ${await hitsSql(query, latest)} ${latest}`;
  return row?.at ? isoDayInFrance(row.at) : null;
}

async function byFunderOf(all: ReadonlyMap<DimensionKey, Series>, query: ProjectQuery, locale: Locale): Promise<ByFunder | null> {
  const [years, funders] = [all.get("funded"), all.get("funder")];
  return years && funders?.total.value ? readByFunder(years, funders, query, locale) : null;
}

export async function readStatistics(asked: ProjectQuery, locale: Locale): Promise<Statistics> {
  const query = await scopeOf(asked, locale);
  const money = readSeries("cofunding", shownSeries.cofunding, query, locale);
  const [{ names }, figures, projects, cofunding, byFunder, cross, asOf] = await Promise.all([
    nameQuery(query, locale),
    readFigures(headFigures, query),
    readSeries("projects", shownSeries.projects, query, locale),
    money,
    money.then((all) => byFunderOf(all, query, locale)),
    readCross("projects", crossed, query, locale),
    dateOfData(query),
  ]);
  return { query, filters: partsOf(query, names, locale), figures, projects, cofunding, byFunder, cross, asOf };
}
