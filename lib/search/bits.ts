import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { amountBands, type Choice, type FacetKey, facetKeys, isChosen, none, yearsOf } from "./facets";
import type { ProjectQuery } from "./params";
import { readTsquery, type WordTree } from "./tsquery";

/**
 * A condition on the values that a project has (`search_value`), as bits are put together: one of some values, all of some
 * conditions, one of them, or not one.
 */
export type Held = { oneOf: readonly string[] } | { all: readonly Held[] } | { some: readonly Held[] } | { not: Held };

const years = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String(from + at));
const [firstYear, lastYear] = [1900, 2199];

/** Projects that ran in one of some years: begun by the last, and not ended before the first; those without an end run until now. */
function ranIn(range: string): Held {
  if (range === none) return { oneOf: [`began:${none}`] };
  const { from, to } = yearsOf(range);
  const now = Number(today().slice(0, 4));
  const begun: Held =
    to === null ? { not: { oneOf: [`began:${none}`] } } : { oneOf: years(firstYear, to).map((one) => `began:${one}`) };
  if (from === null) return begun;
  const ended = [...years(from, lastYear), ...(now >= from ? [none] : [])];
  return { all: [begun, { oneOf: ended.map((one) => `ended:${one}`) }] };
}

/** What a value of a filter asks for; null where it cannot be told from bits. */
function valueHeld(key: FacetKey, value: string): Held | null {
  if (key === "finding") return null;
  if (key === "year") return ranIn(value);
  if (key === "amount" && value !== none && !(amountBands as readonly string[]).includes(value)) return null;
  return { oneOf: [`${key}:${value}`] };
}

function choiceHeld(key: FacetKey, { oneOf, noneOf }: Choice): Held[] | null {
  const one = oneOf.map((value) => valueHeld(key, value));
  const not = noneOf.map((value) => valueHeld(key, value));
  if ([...one, ...not].includes(null)) return null;
  const held = (list: readonly (Held | null)[]) => list.filter((part) => part !== null);
  return [...(one.length > 0 ? [{ some: held(one) }] : []), ...held(not).map((part) => ({ not: part }))];
}

function wordsHeld(tree: WordTree): Held {
  if ("word" in tree) return { oneOf: [`word:${tree.word}`] };
  if ("not" in tree) return { not: wordsHeld(tree.not) };
  const parts = tree.parts.map(wordsHeld);
  return tree.operator === "&" ? { all: parts } : { some: parts };
}

/** What a query asks for, but for the filters left out; null where bits cannot tell. */
export function queryHeld(query: ProjectQuery, words: string | null, without: readonly FacetKey[] = []): Held | null {
  const { chosen, updated, asOf } = query;
  if (updated !== null || asOf !== null) return null;
  // A role together with an organisation is the role in which that one takes part.
  if (isChosen(chosen.role) && isChosen(chosen.organisation)) return null;
  const parts: Held[] = [];
  for (const key of facetKeys) {
    if (!isChosen(chosen[key]) || without.includes(key)) continue;
    const held = choiceHeld(key, chosen[key]);
    if (held === null) return null;
    parts.push(...held);
  }
  if (words !== null) {
    const tree = readTsquery(words);
    if (tree === null) return null;
    parts.push(wordsHeld(tree));
  }
  return { all: parts };
}

function tokensOf(held: Held): readonly string[] {
  if ("oneOf" in held) return held.oneOf;
  if ("not" in held) return tokensOf(held.not);
  return ("all" in held ? held.all : held.some).flatMap(tokensOf);
}

/** What is known of the values that some conditions name: how many projects have each, "all" among them. */
type Kept = ReadonlyMap<string, number>;

async function readKept(held: readonly Held[]): Promise<Kept> {
  const tokens = ["all", ...new Set(held.flatMap(tokensOf))];
  const rows = await db().$queryRaw<{ token: string; projects: number }[]>`
    SELECT token, projects FROM search_value WHERE token = ANY(${tokens}::text[])`;
  return new Map(rows.map(({ token, projects }) => [token, projects]));
}

/** A value without bits is one that few projects have, or none: the rule of `search_choose` in the database. */
const rareShare = 200;

/** Projects that meet a condition at the most, but for the loose ones. */
function mostOf(held: Held, kept: Kept): number {
  const all = kept.get("all") ?? 0;
  if ("not" in held) return all;
  if ("oneOf" in held)
    return held.oneOf.reduce((sum, token) => sum + (kept.get(token) ?? (isWhole(token) ? 0 : all / rareShare)), 0);
  if ("some" in held) return held.some.reduce((sum, part) => sum + mostOf(part, kept), 0);
  return Math.min(all, ...held.all.map((part) => mostOf(part, kept)));
}

/** So few are counted sooner one by one than by bits. */
const fewProjects = 200;

/**
 * What is known of the values of some searches, where their numbers are found by bits; null where bits cannot tell them, or so few
 * projects are found that they are counted sooner one by one.
 */
export async function keptFor(searches: readonly (Held | null)[]): Promise<{ held: readonly Held[]; kept: Kept } | null> {
  const held = searches.filter((one) => one !== null);
  if (held.length < searches.length) return null;
  const kept = await readKept(held);
  // A rare word means two: one in each language.
  const few = Math.max(fewProjects, (2 * (kept.get("all") ?? 0)) / rareShare);
  return held.every((one) => mostOf(one, kept) <= few) ? null : { held, kept };
}

/** True for the values of filters all of which have bits; the rule of `search_has_bits` in the database. */
function isWhole(token: string): boolean {
  return /^(?:country|region|theme|kind|role|form|scheme|origin|source|signed|amount|status|began|ended):|^territory:R\d\d$|^[a-z]+:none$|^all$/.test(
    token,
  );
}

/** Condition on a search row: it has one of the values, which have no bits. */
function rareSql(tokens: readonly string[]): Prisma.Sql {
  const words = tokens.filter((token) => token.startsWith("word:")).map((token) => token.slice("word:".length));
  const others = tokens.filter((token) => !token.startsWith("word:"));
  return Prisma.join(
    [
      ...words.map((word) => Prisma.sql`r.words @@ quote_literal(${word})::tsquery`),
      ...(others.length > 0 ? [Prisma.sql`r.tokens && ${others}::text[]`] : []),
    ],
    " OR ",
  );
}

const zero = Prisma.sql`0::bit(32000)`;

/**
 * The table expressions of a statement that works with bits: `loose`, the projects that must be counted one by one on this day;
 * and for each condition `hit0`, `hit1` …: by chunk, the projects that meet it, without the loose ones.
 */
export function bitTables({ held: conditions, kept }: { held: readonly Held[]; kept: Kept }): Prisma.Sql {
  const leaves: (readonly string[])[] = [["all"]];
  const sqlOf = (held: Held): Prisma.Sql => {
    if ("not" in held) return Prisma.sql`~ ${sqlOf(held.not)}`;
    if ("oneOf" in held) {
      leaves.push(held.oneOf);
      return Prisma.sql`coalesce(${Prisma.raw(`l${leaves.length - 1}`)}.bits, ${zero})`;
    }
    const parts = ("all" in held ? held.all : held.some).map(sqlOf);
    if (parts.length === 0) return Prisma.sql`l0.bits`;
    return Prisma.sql`(${Prisma.join(parts, "all" in held ? " & " : " | ")})`;
  };
  const hits = conditions.map((condition, at) => {
    const from = leaves.length;
    const bits = sqlOf(condition);
    const joins = leaves.slice(from).map((_, leaf) => {
      const name = Prisma.raw(`l${from + leaf}`);
      return Prisma.sql`LEFT JOIN leaf ${name} ON ${name}.n = ${from + leaf}::int AND ${name}.chunk = l0.chunk`;
    });
    return Prisma.sql`${Prisma.raw(`hit${at}`)} AS MATERIALIZED (
      SELECT l0.chunk, l0.bits & ~coalesce(m.bits, ${zero}) & ${bits} AS bits
      FROM leaf l0 LEFT JOIN loose_bits m ON m.chunk = l0.chunk ${Prisma.join([Prisma.empty, ...joins], " ")} WHERE l0.n = 0)`;
  });
  const lists = leaves.map((tokens, n) => Prisma.sql`(${n}::int, ${[...tokens]}::text[])`);
  const rare = leaves.flatMap((tokens, n) => {
    const without = tokens.filter((token) => !kept.has(token) && !isWhole(token));
    return without.length > 0
      ? [Prisma.sql`SELECT ${n}::int AS n, r.project_id FROM search_row r WHERE ${rareSql(without)}`]
      : [];
  });
  const written = Prisma.sql`SELECT asked.n, b.chunk, b.bits FROM (VALUES ${Prisma.join(lists)}) AS asked(n, tokens)
    JOIN search_value v ON v.token = ANY(asked.tokens) JOIN search_bits b ON b.value_id = v.id`;
  const found = Prisma.sql`SELECT n, block / 64, search_chunk(bits, block % 64 * 500 + 1)
    FROM (SELECT n, project_id / 500 AS block, search_block(project_id % 500, 1) AS bits FROM (${Prisma.join(rare.length > 0 ? rare : [Prisma.empty], " UNION ALL ")}) AS one_by_one GROUP BY 1, 2) AS blocks
    GROUP BY 1, 2`;
  const day = Prisma.sql`${today()}::date`;
  return Prisma.sql`WITH loose AS MATERIALIZED (
      SELECT project_id FROM search_loose
      UNION SELECT project_id FROM search_turn WHERE until <= ${day}
      UNION SELECT project_id FROM search_turn WHERE since > ${day}),
    loose_bits AS MATERIALIZED (
      SELECT block / 64 AS chunk, search_chunk(bits, block % 64 * 500 + 1) AS bits
      FROM (SELECT project_id / 500 AS block, search_block(project_id % 500, 1) AS bits FROM loose GROUP BY 1) AS blocks GROUP BY 1),
    leaf AS MATERIALIZED (
      SELECT n, chunk, bit_or(bits) AS bits FROM (${rare.length > 0 ? Prisma.sql`${written} UNION ALL ${found}` : written}) AS parts GROUP BY 1, 2),
    ${Prisma.join(hits)}`;
}
