import { today } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Rows } from "@/lib/core/rows";
import type { QueryPart } from "@/lib/search/bits";
import type { ProjectQuery } from "@/lib/search/params";
import { type DimensionKey, dimensions, type Tokens } from "./dimensions";
import { tokenCondition } from "./hits";

const matching = (all: readonly Tokens[]) => Prisma.sql`(${Prisma.join(all.map(tokenCondition), " OR ")})`;

/**
 * Tables to begin a statement with, for the projects that meet some conditions: `hit` and `sure`, their bits by chunk, the latter without
 * projects whose bits are not written yet; `piece`, the bits of the values asked for; `lone`, values of those projects. `search_numbers`
 * of the database goes the same way.
 */
function tables(parts: readonly QueryPart[], all: readonly Tokens[]): Prisma.Sql {
  const day = Prisma.sql`${today()}::date`;
  return Prisma.sql`
    asked AS MATERIALIZED (SELECT search_hits(${JSON.stringify(parts)}::jsonb, ${day}) AS hits, search_changed(${day}) AS loose),
    split AS MATERIALIZED (SELECT hits, loose,
      CASE WHEN cardinality(loose) = 0 THEN hits ELSE search_without(hits, search_bits_of(loose)) END AS sure FROM asked),
    hit AS MATERIALIZED (SELECT u.at, u.bits::bit(16000) AS bits FROM split, unnest(split.hits) WITH ORDINALITY AS u(bits, at) WHERE u.bits IS NOT NULL),
    sure AS MATERIALIZED (SELECT u.at, u.bits::bit(16000) AS bits FROM split, unnest(split.sure) WITH ORDINALITY AS u(bits, at) WHERE u.bits IS NOT NULL),
    piece AS MATERIALIZED (
      SELECT v.token, s.at, b.bits & s.bits AS bits FROM (SELECT id, token FROM search_value WHERE ${matching(all)}) AS v
      CROSS JOIN LATERAL (SELECT chunk, bits FROM search_bits WHERE value_id = v.id
        UNION ALL SELECT chunk, bits FROM search_word_bits WHERE value_id = v.id) AS b
      JOIN sure s ON s.at = b.chunk + 1
      UNION ALL SELECT c.token, h.at, u.bits::bit(16000) & h.bits
      FROM (SELECT token FROM search_count WHERE ${matching(all)} AND NOT search_has_bits(token)) AS c
      CROSS JOIN LATERAL unnest(search_bits_of(search_rare(ARRAY[c.token]))) WITH ORDINALITY AS u(bits, at) JOIN hit h ON h.at = u.at),
    lone AS MATERIALIZED (
      SELECT r.project_id AS id, token FROM split JOIN search_row r ON r.project_id = ANY(search_ids(search_without(split.hits, split.sure)))
      JOIN project p ON p.id = r.project_id
      CROSS JOIN LATERAL unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, ${day})) AS token
      WHERE cardinality(split.loose) > 0 AND ${matching(all)} AND search_has_bits(token))`;
}

/** Projects that have none of some values. */
function outsideSql(key: DimensionKey, tokens: Tokens): Prisma.Sql {
  const condition = tokenCondition(tokens);
  return Prisma.sql`SELECT ${key} AS dimension, NULL AS value, ((SELECT coalesce(sum(bit_count(bits)), 0) FROM hit)
    - (SELECT coalesce(sum(bit_count(held.bits)), 0) FROM (SELECT bit_or(bits) AS bits FROM piece WHERE ${condition} GROUP BY at) AS held)
    - (SELECT count(DISTINCT id) FROM lone WHERE ${condition}))::float8 AS figure, NULL::float8[] AS notes`;
}

/** All projects, and those with each value, as rows of a series (see `readSeries`). */
const counted = [
  Prisma.sql`SELECT NULL AS dimension, NULL AS value, coalesce(sum(bit_count(bits)), 0)::float8 AS figure, NULL::float8[] AS notes FROM hit`,
  Prisma.sql`SELECT NULL AS dimension, token AS value, sum(projects)::float8 AS figure, NULL::float8[] AS notes FROM (
    SELECT token, bit_count(bits) AS projects FROM piece UNION ALL SELECT token, count(*) FROM lone GROUP BY token) AS counted
    GROUP BY token HAVING sum(projects) > 0`,
];

/**
 * The number of the projects that meet some conditions, of those by each value of some dimensions, and of those outside of one, as rows of
 * a series (see `readSeries`): no project is read.
 */
export function countedSql(parts: readonly QueryPart[], keys: readonly DimensionKey[], query: ProjectQuery): Prisma.Sql {
  const asked = keys.flatMap((key) => {
    const { bits, whole } = dimensions[key].held(query);
    return bits ? [{ key, tokens: bits, whole }] : [];
  });
  const outside = asked.filter(({ whole }) => !whole).map(({ key, tokens }) => outsideSql(key, tokens));
  const all = asked.map(({ tokens }) => tokens);
  return Prisma.sql`WITH ${tables(parts, all)} ${Prisma.join([...counted, ...outside], " UNION ALL ")}`;
}

/** The number of the projects that meet some conditions, and of those that have each of some tokens; no project is read. */
export async function countTokens(
  parts: readonly QueryPart[],
  wanted: readonly Tokens[],
  rowsOf: Rows,
): Promise<{ total: number; projects: ReadonlyMap<string, number> }> {
  const rows = await rowsOf<{ value: string | null; figure: number }>(
    Prisma.sql`WITH ${tables(parts, wanted)} ${Prisma.join(counted, " UNION ALL ")}`,
  );
  const projects = new Map(rows.flatMap(({ value, figure }) => (value === null ? [] : [[value, figure] as const])));
  return { total: rows.find(({ value }) => value === null)?.figure ?? 0, projects };
}
