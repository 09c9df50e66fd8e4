import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { readGazetteer } from "./sentence/gazetteer";
import { readEach, wordsCondition } from "./words";

/** Trigrams that a word shares with the right one, of those that either has: beyond this it is another word. */
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
  const looks = meant.map(
    ({ index, query }) =>
      Prisma.sql`SELECT ${index}::int AS index WHERE NOT EXISTS (SELECT FROM search_row r WHERE ${wordsCondition(query)})`,
  );
  const rows = await db().$queryRaw<{ index: number }[]>`${Prisma.join(looks, " UNION ALL ")} ORDER BY index`;
  return rows.flatMap(({ index }) => words[index] ?? []);
}

/** The likest of the names of bodies that take part and of the words that become filters. */
async function likestName(text: string): Promise<{ name: string; score: number } | null> {
  const known = [...(await readGazetteer()).meanings.keys()];
  const [likest] = await db().$queryRaw<{ name: string; score: number }[]>`
    WITH sought AS MATERIALIZED (SELECT btrim(search_text(${text})) AS word)
    SELECT name, score FROM (
      (SELECT k.name, similarity(k.name, s.word) AS score FROM unnest(${known}::text[]) AS k(name) CROSS JOIN sought s
        ORDER BY score DESC, name LIMIT 1)
      UNION ALL (SELECT a.normalised, similarity(a.normalised, s.word) AS score
        FROM sought s CROSS JOIN LATERAL (SELECT * FROM organisation_alias WHERE normalised % s.word OFFSET 0) AS a
        WHERE EXISTS (SELECT FROM project_organisation r WHERE r.organisation_id = a.organisation_id) ORDER BY score DESC, a.normalised LIMIT 1)
    ) AS candidates WHERE score >= ${alike} AND name <> (SELECT word FROM sought) ORDER BY score DESC, name LIMIT 1`;
  return likest ?? null;
}
