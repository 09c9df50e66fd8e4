import { grouped } from "@/lib/core/groups";
import { Prisma } from "@/lib/core/prisma-client/client";
import { databaseRows, type Rows } from "@/lib/core/rows";
import type { ProjectQuery } from "@/lib/search/params";
import { hitsSql, sourceOf } from "./hits";
import { type Measure, measures } from "./measures";
import { type Notes, notesOf, notesSql } from "./notes";
import { type MeasureKey, unitOf } from "./units";

/** A figure and its proof. */
export type Figure = {
  measure: MeasureKey;
  /** In the unit of the measure (euros with cents); null where nothing is known, which is not zero. */
  value: number | null;
  /** The search whose projects the figure is made of; null where no address says it, or where there is nothing to list. */
  query: ProjectQuery | null;
  notes: Notes;
};

type Row = { measure: MeasureKey; value: number | null; notes: number[] | null };

/** Measures over the same table, as rows (measure, value, notes). */
function figuresSql(keys: readonly MeasureKey[], query: ProjectQuery): Prisma.Sql {
  const columns = keys.map(
    (key, index) =>
      Prisma.sql`${measures[key].value(query)} AS ${Prisma.raw(`v${index}`)}, ${notesSql(key, query)} AS ${Prisma.raw(`n${index}`)}`,
  );
  const rows = keys.map((key, index) => Prisma.sql`(${key}, ${Prisma.raw(`v${index}`)}, ${Prisma.raw(`n${index}`)})`);
  const [first] = keys;
  const source = sourceOf(measures[first ?? "projects"]);
  return Prisma.sql`SELECT f.* FROM (SELECT ${Prisma.join(columns)} FROM ${source}) AS all_of
    CROSS JOIN LATERAL (VALUES ${Prisma.join(rows)}) AS f(measure, value, notes)`;
}

const tableOf = ({ over, dimension }: Measure) => `${over} ${dimension ?? ""}`;

/**
 * Figures of a search, by one statement. The query is one of `scopeOf`: the figure is then the number (or sum) of what its own
 * `query` lists on every page, in the files and in the API.
 */
export async function readFigures<K extends MeasureKey>(
  keys: readonly K[],
  query: ProjectQuery,
  rowsOf: Rows = databaseRows,
): Promise<Record<K, Figure>> {
  const tables = grouped(keys, (key) => tableOf(measures[key]));
  const parts = Prisma.join(
    [...tables.values()].map((own) => figuresSql(own, query)),
    " UNION ALL ",
  );
  const rows = await rowsOf<Row>(Prisma.sql`WITH ${await hitsSql(query, parts)} ${parts}`);
  const figures = rows.map((row) => [row.measure, figureOf(row, query)] as const);
  return Object.fromEntries(figures) as Record<K, Figure>;
}

/** A figure of a row. `query`: the search that it is a figure of. */
export function figureOf({ measure, value, notes }: Row, query: ProjectQuery | null): Figure {
  const isEmpty = value === null || (value === 0 && unitOf(measure) === "count");
  return { measure, value, query: isEmpty || !query ? null : measures[measure].rows(query), notes: notesOf(measure, notes) };
}
