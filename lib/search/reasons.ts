import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { parseWords } from "./words";

/** Where the words of a search stand in a record, by the weight that they have there. */
export const reasons = ["title", "names", "themes", "texts"] as const;
export type Reason = (typeof reasons)[number];
export type Reasons = ReadonlyMap<string, readonly Reason[]>;

/** Why records were found: the parts of each that hold one of the words. By public id; empty for a search without words. */
export async function readReasons(q: string, publicIds: readonly string[]): Promise<Reasons> {
  const terms = parseWords(q).flatMap((all) => all.filter(({ not }) => !not));
  if (terms.length === 0 || publicIds.length === 0) return new Map();
  const some = Prisma.join(
    terms.map(({ text }) => Prisma.sql`search_term(${text})`),
    " || ",
  );
  const rows = await db().$queryRaw<({ id: string } & Record<Reason, boolean>)[]>`
    WITH asked AS MATERIALIZED (SELECT ${some} AS words)
    SELECT p.public_id AS id, ts_filter(r.words, '{a}') @@ asked.words AS title, ts_filter(r.words, '{b}') @@ asked.words AS names,
      ts_filter(r.words, '{c}') @@ asked.words AS themes, ts_filter(r.words, '{d}') @@ asked.words AS texts
    FROM asked CROSS JOIN search_row r JOIN project p ON p.id = r.project_id WHERE p.public_id = ANY(${[...publicIds]}::text[])`;
  return new Map(rows.map((row) => [row.id, reasons.filter((reason) => row[reason])]));
}
