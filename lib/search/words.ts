import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";

/** A word, or a phrase in quotation marks, that must or must not be there. */
export type Term = { text: string; not: boolean };

/** What a text asks for: the terms of one of the alternatives ("OR", "OU"). */
export function parseWords(q: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const [, minus = "", phrase, word] of q.matchAll(/(-?)(?:["“«]([^"”»]*)["”»]?|([^\s"“«]+))/gu)) {
    const text = (phrase ?? word ?? "").trim();
    if (phrase === undefined && (text === "OR" || text === "OU")) alternatives.push([]);
    else if (/[\p{L}\p{N}]/u.test(text)) alternatives.at(-1)?.push({ text, not: minus === "-" });
  }
  return alternatives.filter((terms) => terms.length > 0);
}

/** Terms of a text: the longest question that a person types has a dozen; each costs a look into an index. */
const mostTerms = 20;

/**
 * A text as PostgreSQL looks for it, in both languages; null where it asks for nothing ("the", "?"). Words that mean nothing in
 * either language are left out.
 */
export async function readWords(q: string): Promise<string | null> {
  const terms = parseWords(q);
  if (terms.length === 0) return null;
  let left = mostTerms;
  const alternatives = terms.flatMap((all) => {
    const kept = all.slice(0, left);
    left -= kept.length;
    const parts = kept.map(({ text, not }) => (not ? Prisma.sql`!! search_term(${text})` : Prisma.sql`search_term(${text})`));
    return parts.length > 0 ? [Prisma.sql`(${Prisma.join(parts, " && ")})`] : [];
  });
  const [row] = await db().$queryRaw<{ words: string }[]>`SELECT (${Prisma.join(alternatives, " || ")})::text AS words`;
  return row?.words || null;
}

/** Condition on the search row `r`: it holds the words. */
export function wordsCondition(words: string | null): Prisma.Sql {
  return words === null ? Prisma.sql`true` : Prisma.sql`r.words @@ ${words}::tsquery`;
}
