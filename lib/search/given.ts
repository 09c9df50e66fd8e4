import { today } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { QueryPart } from "./bits";
import { choiceOf, dayOf, isLookedUp, searched } from "./conditions";
import { type FacetKey, facetKeys, isChosen } from "./facets";
import type { ProjectQuery } from "./params";

/** A condition that bits do not tell: the filter that it is the choice of, and the ids of the projects that meet it. */
export type Given = { facet: FacetKey | null; ids: Prisma.Sql };

/**
 * Conditions of a query that bits do not tell; the projects that meet each are looked up once, and not at all where nobody meets what bits
 * tell beside the filters (`told`): words that nobody holds are common, and asked for with others in their place.
 */
export function givenOf(query: ProjectQuery, told: readonly QueryPart[]): Given[] {
  const { asOf, chosen } = query;
  const keys = facetKeys.filter((key) => isChosen(chosen[key]) && isLookedUp(key, asOf));
  const others = told.filter(({ facet }) => facet === null);
  const somebody =
    others.length === 0
      ? Prisma.sql`true`
      : Prisma.sql`bit_count(search_hit_line(${JSON.stringify(others)}::jsonb, ${today()}::date)) > 0`;
  return [
    ...keys.map((key) => ({
      facet: key,
      ids: Prisma.sql`SELECT p.id FROM ${searched} WHERE ${somebody} AND ${choiceOf(query, key)}`,
    })),
    ...(asOf === null ? [] : [{ facet: null, ids: Prisma.sql`SELECT p.id FROM project p WHERE ${somebody} AND ${dayOf(asOf)}` }]),
  ];
}

/** The same as a row `given` with an array of ids for each, to be joined with what reads it. */
export function givenSql(all: readonly Given[]): Prisma.Sql {
  const arrays = all.map(({ ids }, at) => Prisma.sql`ARRAY(${ids}) AS ${name(at)}`);
  return Prisma.sql`(SELECT ${all.length === 0 ? Prisma.sql`NULL` : Prisma.join(arrays)}) AS given`;
}

const name = (at: number) => Prisma.raw(`given_${at}`);

/** All of the ids one after the other, and where those of each end; null: none. */
export function givenArguments(all: readonly Given[]): Prisma.Sql {
  if (all.length === 0) return Prisma.sql`NULL::int[], NULL::int[]`;
  const ends = all.map((_, at) =>
    Prisma.join(
      all.slice(0, at + 1).map((__, before) => Prisma.sql`cardinality(${name(before)})`),
      " + ",
    ),
  );
  return Prisma.sql`${Prisma.join(
    all.map((_, at) => name(at)),
    " || ",
  )}, ARRAY[${Prisma.join(ends)}]`;
}
