import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { normaliseName } from "@/lib/core/text";
import { holdingSql } from "./counts";
import { type Gazetteer, readGazetteer } from "./sentence/gazetteer";
import { TrigramIndex } from "./trigrams";
import { readEach, wordsCondition } from "./words";

type Likest = { name: string; score: number };

/** Trigrams that a word shares with the right one, of those that either has: beyond this it is another word. As in `search_likest_body`. */
const alike = 0.4;
/** Beyond this a whole text is one name, misspelt, rather than several words. */
const nearlyEqual = 0.6;
/** Between words: spaces, and what stands in quotation marks, which is meant as it is written. */
const kept = /(["“«][^"”»]*["”»]?|\s+)/u;
/** Shorter words are like too many others. */
const shortest = 4;

/** Of a text with more words that no record holds nothing is known; each costs a look at every name. */
const mostUnknown = 5;

/**
 * A text with the words that no record holds replaced by the likest name, theme or other word that the portal knows; null where
 * none is. The whole text may be one name.
 */
export async function correctSpelling(q: string): Promise<string | null> {
  if ((await findUnknown([q])).length === 0) return null;
  const whole = isName(q) ? await likestName(q) : null;
  if (whole !== null && whole.score >= nearlyEqual) return whole.name;
  const pieces = q.split(kept);
  const unknown = await findUnknown([...new Set(pieces.filter(isName))]);
  if (unknown.length > mostUnknown) return whole?.name ?? null;
  const right = new Map(await Promise.all(unknown.map(async (word) => [word, (await likestName(word))?.name ?? word] as const)));
  const text = pieces.map((piece) => right.get(piece) ?? piece).join("");
  return text === q ? (whole?.name ?? null) : text;
}

/** Another name that a text resembles, where it is one name itself; null where none is. */
export async function similarName(q: string): Promise<string | null> {
  return isName(q) && !q.includes(" ") ? ((await likestName(q))?.name ?? null) : null;
}

/** Words, and not an abbreviation, a code, or what is to be taken as it is written. */
function isName(text: string): boolean {
  const isLike = text.length >= shortest && text.length <= limits.suggestText;
  return isLike && /^[\p{L}][\p{L}’' -]*$/u.test(text) && text !== text.toUpperCase();
}

/** Those of some words that mean something and that no record holds. */
async function findUnknown(words: readonly string[]): Promise<string[]> {
  const meant = (await readEach(words)).flatMap((query, index) => (query === null ? [] : [{ index, query }]));
  if (meant.length === 0) return [];
  // Bits know it at once, but for phrases: of these the first record that holds one is enough.
  const isUnknown = (query: string) =>
    query.includes("<")
      ? Prisma.sql`NOT EXISTS (SELECT FROM search_row r WHERE ${wordsCondition(query)})`
      : Prisma.sql`${holdingSql(query)} = 0`;
  const looks = meant.map(({ index, query }) => Prisma.sql`SELECT ${index}::int AS index WHERE ${isUnknown(query)}`);
  const rows = await db().$queryRaw<{ index: number }[]>`${Prisma.join(looks, " UNION ALL ")} ORDER BY index`;
  return rows.flatMap(({ index }) => words[index] ?? []);
}

/** Made once of each gazetteer. */
const indexes = new WeakMap<Gazetteer, TrigramIndex>();

async function likestMeaning(text: string): Promise<Likest | null> {
  const gazetteer = await readGazetteer();
  const index = indexes.get(gazetteer) ?? new TrigramIndex([...gazetteer.meanings.keys()]);
  indexes.set(gazetteer, index);
  return index.likest(normaliseName(text));
}

/** The likest name of the bodies that take part. */
async function likestBody(text: string): Promise<Likest | null> {
  const [likest] = await db().$queryRaw<Likest[]>`SELECT name, score FROM search_likest_body(${text}) WHERE name IS NOT NULL`;
  return likest ?? null;
}

/** The likest of the names of bodies that take part and of the words that become filters. */
async function likestName(text: string): Promise<Likest | null> {
  const [body, meaning] = await Promise.all([likestBody(text), likestMeaning(text)]);
  const likest = body !== null && (meaning === null || body.score > meaning.score) ? body : meaning;
  return likest !== null && likest.score >= alike ? likest : null;
}
