import { grouped } from "@/lib/core/groups";
import { Prisma } from "@/lib/core/prisma-client/client";
import { databaseRows, type Rows } from "@/lib/core/rows";
import type { Locale } from "@/lib/i18n/locales";
import { partsHeld } from "@/lib/search/bits";
import { none } from "@/lib/search/facets";
import { nameValues } from "@/lib/search/names";
import { isFiltered, type ProjectQuery } from "@/lib/search/params";
import { readWords } from "@/lib/search/words";
import { countedSql } from "./bits";
import { type DimensionKey, dimensions, type Tokens } from "./dimensions";
import { type Figure, figureOf } from "./figures";
import { heldSql, hitsSql, isToken, outsideSql, pairsSql, readNested, sourceOf, tokenCondition } from "./hits";
import { measures } from "./measures";
import { type Nested, narrowed } from "./narrow";
import { notesSql } from "./notes";
import type { MeasureKey } from "./units";
import { withAllYears } from "./years";

/** A figure of those projects of a search that have one value of a dimension. */
export type Part = Figure & { key: string; name: string };

/** A measure by the values of a dimension. */
export type Series = {
  measure: MeasureKey;
  dimension: DimensionKey;
  /** Of the whole search: each project once, each line once. */
  total: Figure;
  parts: readonly Part[];
  /** True where each project (or line) is in one part: parts add up to the total. Else one may be in several. */
  single: boolean;
  /** Projects that are in no part. */
  outside: number;
  /** True where the search asks for some values itself, and only these are shown: others beside them have no address. */
  limited: boolean;
};

type Row = { dimension: DimensionKey | null; value: string | null; figure: number | null; notes: number[] | null };

function byTokens(key: DimensionKey, query: ProjectQuery): Tokens | null {
  const held = dimensions[key].held(query);
  return "tokens" in held ? held.tokens : null;
}

/** The value of a line of co-funding, where a measure of lines is divided by it, not by what its project has. */
function lineValue(measure: MeasureKey, key: DimensionKey, query: ProjectQuery): Prisma.Sql | undefined {
  return measures[measure].over === "lines" ? dimensions[key].held(query).line : undefined;
}

/** Dimensions that are made of tokens, together. The database keeps those of all projects counted. */
function tokensSql(measure: MeasureKey, wanted: readonly Tokens[], query: ProjectQuery): Prisma.Sql[] {
  if (wanted.length === 0) return [];
  if (measure === "projects" && !isFiltered(query))
    return [
      Prisma.sql`SELECT NULL AS dimension, token AS value, projects::float8 AS figure, NULL::float8[] AS notes
        FROM search_count WHERE ${Prisma.join(wanted.map(tokenCondition), " OR ")}`,
    ];
  return [
    Prisma.sql`SELECT NULL AS dimension, token AS value, ${measures[measure].value(query)} AS figure, ${notesSql(measure, query)} AS notes
      FROM ${sourceOf(measures[measure])} JOIN held ON held.id = h.id GROUP BY token`,
  ];
}

function dividedSql(measure: MeasureKey, key: DimensionKey, query: ProjectQuery): Prisma.Sql {
  const figure = Prisma.sql`${measures[measure].value(query)} AS figure, ${notesSql(measure, query)} AS notes`;
  const line = lineValue(measure, key, query);
  if (line)
    return Prisma.sql`SELECT ${key} AS dimension, k.value, ${figure} FROM hits h
      JOIN funding_line l ON l.project_id = h.id AND l.kind = 'cofunding'
      CROSS JOIN LATERAL (SELECT ${line} AS value) AS k GROUP BY k.value`;
  return Prisma.sql`SELECT ${key} AS dimension, k.value, ${figure}
    FROM ${sourceOf(measures[measure])} JOIN (${pairsSql(key, query)}) AS k ON k.id = h.id GROUP BY k.value`;
}

/** Projects in no part of a dimension, as a row. */
function outsideRow(key: DimensionKey, query: ProjectQuery): Prisma.Sql[] {
  if (dimensions[key].held(query).whole) return [];
  return [
    Prisma.sql`SELECT ${key} AS dimension, NULL AS value, (${outsideSql(key, query)})::float8 AS figure, NULL::float8[] AS notes`,
  ];
}

/** Rows of a measure by dimensions, by reading the projects of the search. */
async function readingSql(measure: MeasureKey, keys: readonly DimensionKey[], query: ProjectQuery): Promise<Prisma.Sql> {
  const others = keys.filter((key) => byTokens(key, query) === null || lineValue(measure, key, query));
  const tokens = keys.filter((key) => !others.includes(key)).flatMap((key) => byTokens(key, query) ?? []);
  // Also those that a project without any lacks.
  const wanted = keys.flatMap((key) => byTokens(key, query) ?? []);
  const total = Prisma.sql`SELECT NULL AS dimension, NULL AS value, ${measures[measure].value(query)} AS figure,
    ${notesSql(measure, query)} AS notes FROM ${sourceOf(measures[measure])}`;
  const parts = [
    total,
    ...tokensSql(measure, tokens, query),
    ...others.map((key) => dividedSql(measure, key, query)),
    ...keys.flatMap((key) => outsideRow(key, query)),
  ];
  const rows = Prisma.join(parts, " UNION ALL ");
  const tables = [await hitsSql(query, rows), ...(wanted.length === 0 ? [] : [heldSql(wanted)])];
  return Prisma.sql`WITH ${Prisma.join(tables)} ${rows}`;
}

/** A measure of a search by each of several dimensions, by one statement or two (and one for names). The query is one of `scopeOf`. */
export async function readSeries(
  measure: MeasureKey,
  keys: readonly DimensionKey[],
  query: ProjectQuery,
  locale: Locale,
  rowsOf: Rows = databaseRows,
): Promise<Map<DimensionKey, Series>> {
  const nested = await readNested(query);
  const conditions = measure === "projects" && isFiltered(query) ? partsHeld(query, await readWords(query.q)) : null;
  const bitsOf = (key: DimensionKey) => (conditions === null ? undefined : dimensions[key].held(query).bits);
  const [inBits, others] = [keys.filter(bitsOf), keys.filter((key) => !bitsOf(key))];
  const [counted, read] = await Promise.all([
    conditions === null || inBits.length === 0 ? [] : rowsOf<Row>(countedSql(conditions, inBits, query)),
    others.length === 0 ? [] : readingSql(measure, others, query).then((statement) => rowsOf<Row>(statement)),
  ]);
  const whole = [...counted, ...read].find(({ dimension, value }) => dimension === null && value === null);
  const wholeFigure = figureOf({ measure, value: whole?.figure ?? null, notes: whole?.notes ?? null }, query);
  const all = keys.map((key) => {
    const bits = bitsOf(key);
    const tokens = bits ?? readTokens(measure, key, query);
    return makeSeries(bits ? counted : read, { measure, key, query, nested, tokens }, wholeFigure);
  });
  return nameParts(all, locale);
}

/** Tokens that the rows of a dimension are told apart by; null where they bear its name. */
const readTokens = (measure: MeasureKey, key: DimensionKey, query: ProjectQuery) =>
  lineValue(measure, key, query) === undefined ? byTokens(key, query) : null;

type Asked = { measure: MeasureKey; key: DimensionKey; query: ProjectQuery; nested: Nested; tokens: Tokens | null };

function makeSeries(rows: readonly Row[], { measure, key, query, nested, tokens }: Asked, total: Figure): Series {
  const { facet, single, order } = dimensions[key];
  const ofLines = lineValue(measure, key, query) !== undefined;
  const own = rows.flatMap(({ dimension, value, figure, notes }) => {
    if (value === null) return [];
    if (dimension === key) return [{ value, figure, notes }];
    return dimension === null && tokens && isToken(value, tokens)
      ? [{ value: value.slice(facet.length + 1), figure, notes }]
      : [];
  });
  const parts = own.flatMap(({ value, figure, notes }): Part[] => {
    const within = narrowed(query, facet, value, nested);
    return within ? [{ key: value, name: value, ...figureOf({ measure, value: figure, notes }, within) }] : [];
  });
  const sorted = parts.sort(bySize);
  return {
    measure,
    dimension: key,
    total,
    parts: order === "years" ? withAllYears(sorted, measure) : sorted,
    single: single || ofLines,
    outside: rows.find(({ dimension, value }) => dimension === key && value === null)?.figure ?? 0,
    limited: parts.length < own.length,
  };
}

/** Largest first; what is not stated last. */
function bySize(a: Part, b: Part): number {
  if (a.key === none || b.key === none) return a.key === none ? 1 : -1;
  return (b.value ?? -1) - (a.value ?? -1) || (a.key < b.key ? -1 : 1);
}

async function nameParts(all: readonly Series[], locale: Locale): Promise<Map<DimensionKey, Series>> {
  const values = grouped(
    all.flatMap(({ dimension, parts }) => parts.map(({ key }) => ({ facet: dimensions[dimension].facet, key }))),
    ({ facet }) => facet,
  );
  const names = await nameValues(
    Object.fromEntries([...values].map(([facet, held]) => [facet, [...new Set(held.map(({ key }) => key))]])),
    locale,
  );
  return new Map(
    all.map((series) => {
      const named = names.get(dimensions[series.dimension].facet);
      return [
        series.dimension,
        { ...series, parts: series.parts.map((part) => ({ ...part, name: named?.get(part.key) ?? part.key })) },
      ];
    }),
  );
}
