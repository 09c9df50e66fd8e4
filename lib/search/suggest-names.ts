import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";

const { sql, join } = Prisma;

/**
 * A typed text as names are compared (`name_key` in SQL): letters, digits and single spaces. More than one where it can be
 * read in two ways: "st" is "saint", and the beginning of "strasbourg".
 */
export type Keys = readonly string[];

/** Where names stand: what each leads to, as it is written, and as it is compared. `others`: not the names that are shown. */
type Source = { from: Prisma.Sql; id: Prisma.Sql; name: Prisma.Sql; key: Prisma.Sql; others?: true };

/**
 * Names of one kind, what their things weigh against each other, and which may be suggested: `kept` joins to `named.id`. So many
 * names at `most` are weighed; where more begin alike, also those of the things in the most projects (`active`).
 */
export type Names = {
  sources: readonly Source[];
  active?: readonly Source[];
  weight: Prisma.Sql;
  kept: Prisma.Sql;
  most: number;
};

const or = (conditions: readonly Prisma.Sql[]) => sql`(${join([...conditions], " OR ")})`;
const union = (parts: readonly Prisma.Sql[]) => join([...parts], " UNION ALL ");
const together = (key: string) => key.replaceAll(" ", "");
/** After everything that begins with a text, in the order of bytes. */
const last = "\u{10FFFF}";

const joinedOf = (key: Prisma.Sql) => sql`joined_name(${key}) COLLATE "C"`;
const isWhole = (name: Prisma.Sql, keys: Keys) => or(keys.map((key) => sql`${joinedOf(name)} = ${together(key)}`));
const begins = (name: Prisma.Sql, keys: Keys) =>
  or(keys.map((key) => sql`(${joinedOf(name)} >= ${together(key)} AND ${joinedOf(name)} < ${together(key) + last})`));
const hasWord = (name: Prisma.Sql, keys: Keys) => or(keys.map((key) => sql`${name} LIKE ${`% ${key}%`}`));
const isAlike = (name: Prisma.Sql, keys: Keys) =>
  or(keys.map((key) => sql`(${name} % ${key} AND similarity(${name}, ${key}) >= ${limits.likeName})`));

/** Condition that a label holds the text itself: another name by which it was found need not be told. */
export function speaksForItself(label: Prisma.Sql, keys: Keys): Prisma.Sql {
  const name = sql`name_key(${label})`;
  return or([begins(name, keys), hasWord(name, keys)]);
}

/** An other name comes behind a name that fits as well. */
const behind = 0.5;
const rank = { whole: sql`0`, begins: sql`1`, word: sql`2` };

/** Names that fit in one way, with their rank; so many at most. */
function part({ from, id, name, others }: Source, rank: Prisma.Sql, condition: Prisma.Sql, most: number): Prisma.Sql {
  return sql`(SELECT ${id} AS id, ${name} AS name, ${rank} + ${others ? behind : 0}::float8 AS rank FROM ${from} WHERE ${condition} LIMIT ${most})`;
}

/**
 * Names that begin like the text, with their rank: whole names, then beginnings of names, and only where these lead to few
 * things beginnings of words. A name is found written together, too ("saintdenis").
 */
export function namesLike({ sources, active = [], weight, kept, most }: Names, keys: Keys): Prisma.Sql {
  const found = (parts: Prisma.Sql) => sql`SELECT named.*, ${weight} AS weight FROM (${parts}) AS named ${kept}`;
  const whole = sources.map((source) => part(source, rank.whole, isWhole(source.key, keys), most));
  const begun = (from: readonly Source[], gate: Prisma.Sql) =>
    from.map((source) => part(source, rank.begins, sql`${gate} AND ${begins(source.key, keys)}`, most));
  const words = (from: readonly Source[], gate: Prisma.Sql) =>
    from.map((source) => part(source, rank.word, sql`${gate} AND ${hasWord(source.key, keys)}`, most));
  const isFull = (table: string) => sql`(SELECT count(*) FROM ${Prisma.raw(table)}) >= ${most}`;
  const isNeeded = sql`(SELECT count(DISTINCT id) FROM beginning) < ${limits.suggestionsPerGroup}`;
  return sql`
    WITH begun AS MATERIALIZED (${union([...whole, ...begun(sources, sql`true`)])}),
    beginning AS MATERIALIZED (${found(union([sql`TABLE begun`, ...begun(active, isFull("begun"))]))}),
    worded AS MATERIALIZED (${union(words(sources, isNeeded))})
    SELECT * FROM beginning UNION ALL (${found(union([sql`TABLE worded`, ...words(active, isFull("worded"))]))})`;
}

/** Names that are only like the text, the likest first. */
export function namesAlike({ sources, weight, kept, most }: Names, keys: Keys): Prisma.Sql {
  const parts = sources.map((source) => {
    const likeness = join(keys.map((key) => sql`similarity(${source.key}, ${key})`));
    return part(source, sql`(1 - greatest(${likeness}))`, isAlike(source.key, keys), most);
  });
  return sql`SELECT named.*, ${weight} AS weight FROM (${union(parts)}) AS named ${kept}`;
}
