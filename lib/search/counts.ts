import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { bitTables, keptFor, queryHeld } from "./bits";
import { filterCondition, searched, statusSql } from "./conditions";
import { type FacetKey, isChosen, none } from "./facets";
import type { ProjectQuery } from "./params";
import { wordsCondition } from "./words";

/** A value of a filter and the projects that the search would find with it alone in place of what is chosen there. */
export type ValueCount = { value: string; projects: number };
export type FacetCounts = ReadonlyMap<FacetKey, readonly ValueCount[]>;

/** Filters whose values are counted, in the order of the page. */
export const countedFacets = ["theme", "country", "region", "territory", "form", "status", "kind", "scheme", "amount"] as const;
type Counted = (typeof countedFacets)[number];

/** Of the territories, those that a reader chooses from: régions. */
const startOf: Readonly<Partial<Record<Counted, string>>> = { territory: "territory:R" };

type Row = { key: Counted; value: string; projects: number };

/** Condition on a token: it is a value of one of the filters, among those that are counted; the rule of `search_facet` in the database. */
function isOf(keys: readonly Counted[]): Prisma.Sql {
  const starts = keys.flatMap((key) => [startOf[key] ?? `${key}:`, ...(startOf[key] ? [`${key}:${none}`] : [])]);
  return Prisma.sql`(${Prisma.join(
    starts.map((start) => Prisma.sql`starts_with(token, ${start})`),
    " OR ",
  )})`;
}

const split = Prisma.sql`split_part(token, ':', 1) AS key, split_part(token, ':', 2) AS value`;

/** Projects of some filters by value, for the hits of a search without the choice of `without`; read one by one. */
function part(query: ProjectQuery, words: string | null, { keys, without }: Group, among: Prisma.Sql): Prisma.Sql {
  const computed = Prisma.sql`ARRAY['status:' || ${statusSql(today())}, 'amount:' || search_band(r.amount)]`;
  return Prisma.sql`SELECT ${split}, count(*)::int AS projects
    FROM (SELECT unnest(r.tokens || ${computed}) AS token
      FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query, without)} AND ${among}) AS held
    WHERE ${isOf(keys)} GROUP BY token`;
}

/** The same from bits: the hits are those of the table `hit`. Where these are all projects, their number is known. */
function partOfBits(keys: readonly Counted[], hit: number, isAll: boolean): Prisma.Sql[] {
  // Value by value: grouping rows would sort them, bits and all.
  const sums = (bits: Prisma.Sql, sign: 1 | -1) => Prisma.sql`SELECT ${split}, ${sign}::int * (
      SELECT sum(bit_count(b.bits & h.bits)::int) FROM ${bits} AS h JOIN search_bits b ON b.value_id = v.id AND b.chunk = h.chunk)::int AS projects
    FROM search_value v WHERE v.facet = ANY(${[...keys]}::text[])`;
  if (!isAll) return [sums(Prisma.raw(`hit${hit}`), 1)];
  return [
    Prisma.sql`SELECT ${split}, projects FROM search_value WHERE facet = ANY(${[...keys]}::text[])`,
    sums(Prisma.sql`loose_bits`, -1),
  ];
}

/** Filters that are counted together, and those left out of the search for it. */
type Group = { keys: readonly Counted[]; without: readonly Counted[] };

const everyone = Prisma.sql`true`;
const loose = Prisma.sql`r.project_id IN (SELECT project_id FROM loose)`;

function liveSql(query: ProjectQuery, words: string | null, groups: readonly Group[], among: Prisma.Sql): Prisma.Sql[] {
  return groups.map((group) => part(query, words, group, among));
}

/** The counts from bits, and one by one where bits do not hold; null where bits cannot tell what is asked. */
async function bitsSql(query: ProjectQuery, words: string | null, groups: readonly Group[]): Promise<Prisma.Sql | null> {
  const known = await keptFor(groups.map(({ without }) => queryHeld(query, words, without)));
  if (known === null) return null;
  const parts = groups.flatMap(({ keys }, at) => {
    const asked = known.held[at];
    return partOfBits(keys, at, asked !== undefined && "all" in asked && asked.all.length === 0);
  });
  return Prisma.sql`${bitTables(known)} SELECT key, value, sum(projects)::int AS projects
    FROM (${Prisma.join([...parts, ...liveSql(query, words, groups, loose)], " UNION ALL ")}) AS counted
    GROUP BY 1, 2 HAVING sum(projects) > 0 ORDER BY 3 DESC, 2`;
}

/**
 * How many projects each value of each counted filter would find, by one statement: a filter is counted without its own
 * choice, so that another value can be added to it. Most projects first.
 */
export async function countFacets(query: ProjectQuery, words: string | null): Promise<FacetCounts> {
  const active = countedFacets.filter((key) => isChosen(query.chosen[key]));
  const quiet = countedFacets.filter((key) => !active.includes(key));
  const groups = [{ keys: quiet, without: [] }, ...active.map((key) => ({ keys: [key], without: [key] }))].filter(
    ({ keys }) => keys.length > 0,
  );
  const statement =
    (await bitsSql(query, words, groups)) ??
    Prisma.sql`SELECT * FROM (${Prisma.join(liveSql(query, words, groups, everyone), " UNION ALL ")}) AS counted ORDER BY projects DESC, value`;
  const rows = await db().$queryRaw<Row[]>`${statement}`;
  const counts = new Map<FacetKey, ValueCount[]>(countedFacets.map((key) => [key, []]));
  for (const { key, value, projects } of rows) counts.get(key)?.push({ value, projects });
  return counts;
}

/** Number of projects that a query finds. */
export async function countProjects(query: ProjectQuery, words: string | null): Promise<number> {
  const live = (among: Prisma.Sql) => Prisma.sql`
    SELECT count(*)::int AS total FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)} AND ${among}`;
  const known = await keptFor([queryHeld(query, words)]);
  const statement =
    known === null
      ? live(everyone)
      : Prisma.sql`${bitTables(known)} SELECT ((SELECT coalesce(sum(bit_count(bits)), 0) FROM hit0) + (${live(loose)}))::int AS total`;
  const [row] = await db().$queryRaw<{ total: number }[]>`${statement}`;
  return row?.total ?? 0;
}
