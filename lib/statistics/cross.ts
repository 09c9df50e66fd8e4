import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { none } from "@/lib/search/facets";
import { nameValues } from "@/lib/search/names";
import type { ProjectQuery } from "@/lib/search/params";
import { type DimensionKey, dimensions } from "./dimensions";
import { type Figure, figureOf } from "./figures";
import { hitsSql, pairsSql, readNested, sourceOf } from "./hits";
import { measures } from "./measures";
import { narrowed } from "./narrow";
import { notesSql } from "./notes";
import type { MeasureKey } from "./units";

type Named = { key: string; name: string };

/** A measure by two dimensions at a time. A project may stand in several rows and columns: they are never added up. */
export type Cross = {
  measure: MeasureKey;
  rows: readonly Named[];
  columns: readonly Named[];
  /** Figures under "row column"; those of nothing are left out. */
  cells: ReadonlyMap<string, Figure>;
};

type Row = { row: string; column: string; figure: number | null; notes: number[] | null };

/** Values of a dimension beside the projects (and lines) of a measure. */
function valuesSql(measure: MeasureKey, key: DimensionKey, query: ProjectQuery, alias: "a" | "b"): Prisma.Sql {
  const held = dimensions[key].held(query);
  const name = Prisma.raw(alias);
  if (measures[measure].over === "lines" && held.line)
    return Prisma.sql`CROSS JOIN LATERAL (SELECT ${held.line} AS value WHERE l.kind = 'cofunding') AS ${name}`;
  return Prisma.sql`JOIN (${pairsSql(key, query)}) AS ${name} ON ${name}.id = h.id`;
}

/** A measure of a search by two dimensions, by one statement; rows and columns in the order of their names. `only`: columns. */
export async function readCross(
  measure: MeasureKey,
  [down, across]: readonly [DimensionKey, DimensionKey],
  query: ProjectQuery,
  locale: Locale,
  only: readonly string[] | null = null,
): Promise<Cross> {
  const nested = await readNested(query);
  const rowsSql = Prisma.sql`SELECT a.value AS row, b.value AS column, ${measures[measure].value(query)} AS figure, ${notesSql(measure, query)} AS notes
    FROM ${sourceOf(measures[measure])} ${valuesSql(measure, down, query, "a")} ${valuesSql(measure, across, query, "b")}
    WHERE ${only === null ? Prisma.sql`true` : Prisma.sql`b.value = ANY(${[...only]}::text[])`} GROUP BY 1, 2`;
  const found = await db().$queryRaw<Row[]>`WITH ${await hitsSql(query, rowsSql)} ${rowsSql}`;
  const cells = new Map<string, Figure>();
  for (const { row, column, figure, notes } of found) {
    const inRow = narrowed(query, dimensions[down].facet, row, nested);
    const within = inRow && narrowed(inRow, dimensions[across].facet, column, nested);
    if (within) cells.set(`${row} ${column}`, figureOf({ measure, value: figure, notes }, within));
  }
  const shown = found.filter(({ row, column }) => cells.has(`${row} ${column}`));
  const [rows, columns] = await Promise.all([
    nameAll(down, new Set(shown.map(({ row }) => row)), locale),
    nameAll(across, new Set(shown.map(({ column }) => column)), locale),
  ]);
  return { measure, rows, columns, cells };
}

/** Values with their names, in their order; what is not stated last. */
async function nameAll(dimension: DimensionKey, keys: ReadonlySet<string>, locale: Locale): Promise<Named[]> {
  const { facet } = dimensions[dimension];
  const names = (await nameValues({ [facet]: [...keys] }, locale)).get(facet);
  const all = [...keys].map((key) => ({ key, name: names?.get(key) ?? key }));
  return all.sort((a, b) => Number(a.key === none) - Number(b.key === none) || a.name.localeCompare(b.name, locale));
}
