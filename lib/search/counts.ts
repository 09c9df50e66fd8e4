import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { partsHeld, type QueryPart } from "./bits";
import { filterCondition, searched, statusSql } from "./conditions";
import { type FacetKey, isChosen } from "./facets";
import type { ProjectQuery } from "./params";
import { wordsCondition } from "./words";

/** A value of a filter and the projects that the search would find with it alone in place of what is chosen there. */
export type ValueCount = { value: string; projects: number };
export type FacetCounts = ReadonlyMap<FacetKey, readonly ValueCount[]>;

/** Filters whose values are counted, in the order of the page. */
export const countedFacets = ["theme", "country", "region", "territory", "form", "status", "kind", "scheme", "amount"] as const;
type Counted = (typeof countedFacets)[number];

/**
 * Numbers of a search: the projects that it finds, and of each value of each counted filter, most projects first. `parts`: what
 * the search asks for, where bits tell it. `all`: the projects that there are, but for the latest.
 */
export type Numbers = { total: number; counts: FacetCounts; parts: readonly QueryPart[] | null; all: number };

/** A token ("country:SN") and the projects that have it. */
type Tokens = Readonly<Record<string, number>>;

type Answer = { total?: number; counts?: Tokens; all?: number | null };

function countsOf(tokens: Tokens, keys: readonly Counted[]): FacetCounts {
  const counts = new Map<FacetKey, ValueCount[]>(keys.map((key) => [key, []]));
  for (const [token, projects] of Object.entries(tokens)) {
    const at = token.indexOf(":");
    counts.get(token.slice(0, at) as Counted)?.push({ value: token.slice(at + 1), projects });
  }
  for (const values of counts.values())
    values.sort((a, b) => b.projects - a.projects || (a.value < b.value ? -1 : Number(a.value > b.value)));
  return counts;
}

/**
 * The numbers of a search, by one statement: a filter is counted without its own choice, so that another value can be added to
 * it. `words`: see `readWords`.
 */
export async function readNumbers(
  query: ProjectQuery,
  words: string | null,
  keys: readonly Counted[] = countedFacets,
): Promise<Numbers> {
  const parts = partsHeld(query, words);
  const statement = parts === null ? readingSql(query, words, keys) : numbersSql(parts, keys);
  const { total = 0, counts = {}, all } = await answerTo(statement);
  return { total, counts: countsOf(counts, keys), parts, all: all ?? total };
}

/** Number of projects that meet some conditions. */
export async function countHeld(parts: readonly QueryPart[]): Promise<number> {
  return (await answerTo(numbersSql(parts, []))).total ?? 0;
}

async function answerTo(statement: Prisma.Sql): Promise<Answer> {
  const [row] = await db().$queryRaw<{ numbers: Answer | null }[]>`SELECT ${statement} AS numbers`;
  return row?.numbers ?? {};
}

/** The projects that meet some conditions as a line of bits, for `get_bit(line, id # 7)`. */
export const lineSql = (parts: readonly QueryPart[]): Prisma.Sql => Prisma.sql`(SELECT search_line(${hitsSql(parts)}))`;

/** Their numbers in the database. */
export const idsSql = (parts: readonly QueryPart[]): Prisma.Sql => Prisma.sql`(SELECT search_ids(${hitsSql(parts)}))::int[]`;

const hitsSql = (parts: readonly QueryPart[]) => Prisma.sql`search_hits(${JSON.stringify(parts)}::jsonb, ${today()}::date)`;

function numbersSql(parts: readonly QueryPart[], keys: readonly Counted[]): Prisma.Sql {
  return Prisma.sql`search_numbers(${JSON.stringify(parts)}::jsonb, ${[...keys]}::text[], ${today()}::date)`;
}

/** The same of what bits cannot tell: every project found is read. */
function readingSql(query: ProjectQuery, words: string | null, keys: readonly Counted[]): Prisma.Sql {
  const active = keys.filter((key) => isChosen(query.chosen[key]));
  const groups = [{ keys: keys.filter((key) => !active.includes(key)), without: [] as readonly Counted[] }].concat(
    active.map((key) => ({ keys: [key], without: [key] })),
  );
  const counted = groups.filter((group) => group.keys.length > 0).map((group) => groupSql(query, words, group));
  const tokens =
    counted.length === 0
      ? Prisma.sql`'{}'::jsonb`
      : Prisma.sql`(SELECT coalesce(jsonb_object_agg(token, projects), '{}') FROM (${Prisma.join(counted, " UNION ALL ")}) AS counted)`;
  return Prisma.sql`jsonb_build_object('counts', ${tokens}, 'total', (
    SELECT count(*) FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}))`;
}

/** Projects of some filters by value, for the hits of a search without the choice of `without`. */
function groupSql(
  query: ProjectQuery,
  words: string | null,
  { keys, without }: { keys: readonly Counted[]; without: readonly Counted[] },
): Prisma.Sql {
  const computed = Prisma.sql`ARRAY['status:' || ${statusSql(today())}, 'amount:' || search_band(r.amount)]`;
  return Prisma.sql`SELECT token, count(*) AS projects
    FROM ${searched} CROSS JOIN LATERAL unnest(r.tokens || ${computed}) AS t(token)
    WHERE ${wordsCondition(words)} AND ${filterCondition(query, without)} AND search_facet(token) = ANY(${[...keys]}::text[])
    GROUP BY token`;
}

/** Number of projects that a query finds. `words`: see `readWords`. */
export async function countProjects(query: ProjectQuery, words: string | null): Promise<number> {
  return (await readNumbers(query, words, [])).total;
}
