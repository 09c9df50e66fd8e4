import { Prisma } from "@/lib/core/prisma-client/client";
import { choiceOf, dayOf, isLookedUp, searched } from "./conditions";
import { type FacetKey, facetKeys, isChosen } from "./facets";
import type { ProjectQuery } from "./params";

/** A condition that bits do not tell: the filter that it is the choice of, and the ids of the projects that meet it. */
export type Given = { facet: FacetKey | null; ids: Prisma.Sql };

/** Conditions of a query that bits do not tell; the projects that meet each are looked up once. */
export function givenOf(query: ProjectQuery): Given[] {
  const { asOf, chosen } = query;
  const keys = facetKeys.filter((key) => isChosen(chosen[key]) && isLookedUp(key, asOf));
  return [
    ...keys.map((key) => ({ facet: key, ids: Prisma.sql`SELECT p.id FROM ${searched} WHERE ${choiceOf(query, key)}` })),
    ...(asOf === null ? [] : [{ facet: null, ids: Prisma.sql`SELECT p.id FROM project p WHERE ${dayOf(asOf)}` }]),
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
