import { Prisma } from "@/lib/core/prisma-client/client";

/** A merged commune has four levels above; a bound that lets the planner see how few there are. */
const levelsAtMost = 8;

/**
 * The territories above the one of a code, as the CTE `above` (id, level, code, name): successor of a merged commune, EPCI,
 * département, région. Stands in WITH RECURSIVE.
 */
export function aboveCte(code: string): Prisma.Sql {
  return Prisma.sql`line AS (
      SELECT id, level, code, name, parent_id, epci_id, successor_id FROM territory WHERE code = ${code}
      UNION
      SELECT t.id, t.level, t.code, t.name, t.parent_id, t.epci_id, t.successor_id FROM line CROSS JOIN LATERAL unnest(
        CASE WHEN line.successor_id IS NOT NULL THEN ARRAY[line.successor_id]
          -- An EPCI may reach beyond the département of one of its communes.
          WHEN line.level = 'epci' AND line.code <> ${code} THEN NULL
          ELSE ARRAY[line.epci_id, line.parent_id] END) AS above(id) JOIN territory t ON t.id = above.id),
    above AS (SELECT id, level, code, name FROM line WHERE code <> ${code} LIMIT ${levelsAtMost})`;
}
