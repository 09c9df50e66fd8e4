import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { normaliseName } from "@/lib/core/text";
import { longestSynonym, synonymsOf } from "./sentence/synonyms";

/** A word, or a phrase in quotation marks, that must or must not be there; `same`: what means the same. */
export type Term = { text: string; not: boolean; same: readonly string[] };

type Piece = { text: string; not: boolean; isPhrase: boolean };

/** What a text asks for: the terms of one of the alternatives ("OR", "OU"). */
export function parseWords(q: string): Term[][] {
  const alternatives: Piece[][] = [[]];
  for (const [, minus = "", phrase, word] of q.matchAll(/(-?)(?:["“«]([^"”»]*)["”»]?|([^\s"“«]+))/gu)) {
    const text = (phrase ?? word ?? "").trim();
    if (phrase === undefined && (text === "OR" || text === "OU")) alternatives.push([]);
    else if (/[\p{L}\p{N}]/u.test(text)) alternatives.at(-1)?.push({ text, not: minus === "-", isPhrase: phrase !== undefined });
  }
  return alternatives.filter((pieces) => pieces.length > 0).map(withSynonyms);
}

/** Pieces as terms: words that make a known phrase are one. A phrase in quotation marks is meant as it is written. */
function withSynonyms(pieces: readonly Piece[]): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { text, not, isPhrase } = pieces[at] ?? { text: "", not: false, isPhrase: false };
    const known = isPhrase || not ? null : synonymAt(pieces, at);
    // "St-Denis" is "Saint-Denis" everywhere.
    const word = isPhrase ? text : text.replace(/^St(e?)(?=-)/i, "Saint$1");
    terms.push(known?.term ?? { text: word, not, same: [] });
    at += known?.length ?? 1;
  }
  return terms;
}

function synonymAt(pieces: readonly Piece[], at: number): { term: Term; length: number } | null {
  for (let length = Math.min(longestSynonym, pieces.length - at); length > 0; length--) {
    const run = pieces.slice(at, at + length);
    if (run.some(({ not, isPhrase }) => not || isPhrase)) continue;
    const text = run.map((piece) => piece.text).join(" ");
    const same = synonymsOf(text, normaliseName(text));
    if (same.length > 0) return { term: { text, not: false, same }, length };
  }
  return null;
}

/** A term as a query of PostgreSQL. */
export function termSql({ text, not, same }: Term): Prisma.Sql {
  const any = Prisma.join(
    [text, ...same].map((each) => Prisma.sql`search_term(${each})`),
    " || ",
  );
  return not ? Prisma.sql`!! (${any})` : Prisma.sql`(${any})`;
}

/** How a query begins that asks only for what must not be there; one that PostgreSQL has written has a space behind the bracket. */
const denial = "!(";

/** True of words of which none is to be found. */
export function isDenial(words: string): boolean {
  return words.startsWith(denial) && words[denial.length] !== " ";
}

/** Terms of a text: the longest question that a person types has a dozen; each costs a look into an index. */
const mostTerms = 20;

/** The terms that are looked for: those of `parseWords`, as many as there may be. */
export function soughtTerms(q: string): Term[][] {
  let left = mostTerms;
  return parseWords(q).flatMap((all) => {
    const kept = all.slice(0, left);
    left -= kept.length;
    return kept.length > 0 ? [kept] : [];
  });
}

/**
 * Texts as PostgreSQL looks for them, in both languages, by one statement; null where one asks for nothing ("the", "?"). Words
 * that mean nothing in either language are left out.
 */
export async function readEach(texts: readonly string[]): Promise<(string | null)[]> {
  const sought = texts.map(soughtTerms);
  if (sought.every((all) => all.length === 0)) return texts.map(() => null);
  const areDenied = sought.map((all) => all.length === 1 && all.flat().every(({ not }) => not));
  const queries = sought.map((all, index) => {
    // What must not be there is any of these: "-a -b".
    const alternatives = areDenied[index]
      ? all.flat().map((term) => termSql({ ...term, not: false }))
      : all.map((terms) => Prisma.sql`(${Prisma.join(terms.map(termSql), " && ")})`);
    return all.length > 0 ? Prisma.sql`(${Prisma.join(alternatives, " || ")})::text` : Prisma.sql`NULL`;
  });
  const [row] = await db().$queryRaw<{ words: (string | null)[] }[]>`SELECT ARRAY[${Prisma.join(queries)}]::text[] AS words`;
  return texts.map((_, index) => {
    const words = row?.words[index] || null;
    return words !== null && areDenied[index] ? `${denial}${words})` : words;
  });
}

/** One text as PostgreSQL looks for it; see `readEach`. */
export async function readWords(q: string): Promise<string | null> {
  return (await readEach([q]))[0] ?? null;
}

/** Condition on the search row `r`: it holds the words. An index finds what holds a word; what does not is all but that. */
export function wordsCondition(words: string | null): Prisma.Sql {
  if (words === null) return Prisma.sql`true`;
  if (!isDenial(words)) return Prisma.sql`r.words @@ ${words}::tsquery`;
  const denied = words.slice(denial.length, -1);
  return Prisma.sql`NOT EXISTS (SELECT FROM search_row denied WHERE denied.project_id = r.project_id AND denied.words @@ ${denied}::tsquery)`;
}
