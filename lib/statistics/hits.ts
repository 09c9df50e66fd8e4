import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { filterCondition, over, searched, statusSql } from "@/lib/search/conditions";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import { nameQuery } from "@/lib/search/search";
import { readQuestion } from "@/lib/search/sentence/apply";
import { readWords, wordsCondition } from "@/lib/search/words";
import { type DimensionKey, dimensions, type Tokens, withTokens } from "./dimensions";
import type { Measure } from "./measures";
import type { Nested } from "./narrow";

/**
 * A search as figures take it: its question read as on the page of the search, without values that name nothing. Figures are of
 * the present: records as they stood on a day have none, so that such a day is left out.
 */
export async function scopeOf(asked: ProjectQuery, locale: Locale): Promise<ProjectQuery> {
  const { query: read } = await readQuestion(asked);
  const { query } = await nameQuery(read, locale);
  const { sort, ...rest } = query;
  const asOf = query.asOf?.view === "known" ? null : query.asOf;
  return { ...rest, asOf, sort: query.q === "" ? "updated" : "relevance", view: "list", page: 1 };
}

/**
 * The projects of a search, as a table `hits` to begin a statement with: found by the search's own conditions. `reader`: what reads it, under
 * the name `h`; where that asks for nothing but which projects they are, nothing else of them is read.
 */
export async function hitsSql(query: ProjectQuery, reader: Prisma.Sql): Promise<Prisma.Sql> {
  const words = await readWords(query.q);
  const facts = Prisma.sql`, r.amount, r.first_year, r.last_year, ${over} AS stopped, ${statusSql(today())} AS status`;
  const areRead = /\bh\.(amount|first_year|last_year|stopped|status)\b/.test(reader.sql);
  return Prisma.sql`hits AS MATERIALIZED (SELECT r.project_id AS id${areRead ? facts : Prisma.empty}
    FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)})`;
}

/** Values of a dimension by project, as (id, value), each once unless `repeated`. */
export function pairsSql(key: DimensionKey, query: ProjectQuery, repeated = false): Prisma.Sql {
  const held = dimensions[key].held(query);
  if (!("pairs" in held))
    return Prisma.sql`SELECT h.id, split_part(token, ':', 2) AS value FROM ${withTokens} WHERE ${tokenCondition(held.tokens)}`;
  return held.repeated && !repeated ? Prisma.sql`SELECT DISTINCT id, value FROM (${held.pairs}) AS every` : held.pairs;
}

/** Condition on a `token`; the rule of `isToken` in SQL. */
export function tokenCondition({ exact = [], starts = [], but = [], steps }: Tokens): Prisma.Sql {
  const any = [
    ...(exact.length === 0 ? [] : [Prisma.sql`token = ANY(${[...exact]}::text[])`]),
    ...starts.map((start) => Prisma.sql`starts_with(token, ${start})`),
  ];
  const all = [
    Prisma.sql`(${Prisma.join(any, " OR ")})`,
    ...(but.length === 0 ? [] : [Prisma.sql`token <> ALL(${[...but]}::text[])`]),
    ...(steps === undefined ? [] : [Prisma.sql`cardinality(string_to_array(token, '.')) = ${steps}`]),
  ];
  return Prisma.sql`(${Prisma.join(all, " AND ")})`;
}

export function isToken(token: string, { exact = [], starts = [], but = [], steps }: Tokens): boolean {
  const isDeep = steps === undefined || token.split(".").length === steps;
  return isDeep && (exact.includes(token) || starts.some((start) => token.startsWith(start))) && !but.includes(token);
}

/**
 * The tokens of the projects `hits` that meet one of some conditions, as a table `held` of (id, token): read once for all
 * dimensions. Which tokens meet them is looked up among those that exist: a project has thirty, most of other kinds.
 */
export const heldSql = (wanted: readonly Tokens[]): Prisma.Sql =>
  Prisma.sql`wanted AS MATERIALIZED (SELECT token FROM search_count WHERE ${Prisma.join(wanted.map(tokenCondition), " OR ")}),
    held AS MATERIALIZED (SELECT h.id, token FROM ${withTokens} WHERE token IN (SELECT token FROM wanted))`;

/** Number of the projects `hits` that have no value of a dimension; its tokens are those of `held`. */
export function outsideSql(key: DimensionKey, query: ProjectQuery): Prisma.Sql {
  const held = dimensions[key].held(query);
  const inside = "pairs" in held ? held.pairs : Prisma.sql`SELECT id FROM held WHERE ${tokenCondition(held.tokens)}`;
  return Prisma.sql`(SELECT count(*) FROM hits) - (SELECT count(DISTINCT k.id) FROM (${inside}) AS k)`;
}

/** What a measure is an aggregate over: the projects `h`, with their lines `l` or things `t`; a project without any stays. */
export function sourceOf({ over: what, things }: Measure): Prisma.Sql {
  if (things) return Prisma.sql`hits h LEFT JOIN (${things}) AS t ON t.id = h.id`;
  return what === "lines" ? Prisma.sql`hits h LEFT JOIN funding_line l ON l.project_id = h.id` : Prisma.sql`hits h`;
}

/** Which values of the filters by place lie within those that a search asks for. */
export async function readNested({ chosen }: ProjectQuery): Promise<Nested> {
  const [regions, territories] = [chosen.region.oneOf, chosen.territory.oneOf].map((all) => all.filter((one) => one !== none));
  if (!regions?.length && !territories?.length) return new Set();
  const rows = await db().$queryRaw<{ pair: string }[]>`
    SELECT DISTINCT continent_code || ' ' || subregion_code AS pair FROM country
    UNION SELECT above.code || ' ' || t.code FROM territory t CROSS JOIN LATERAL search_lineage(t.id) AS line(id)
      JOIN territory above ON above.id = line.id AND above.code = ANY(${territories ?? []}::text[]) WHERE t.level = 'departement'`;
  return new Set(rows.map(({ pair }) => pair));
}
