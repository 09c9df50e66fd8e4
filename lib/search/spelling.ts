import { db } from "@/lib/core/db";
import { countProjects } from "./counts";
import { wholeList } from "./params";
import { readWords } from "./words";

/** Trigrams that a word shares with the right one, of those that either has: beyond this it is another word. */
const alike = 0.4;
/** Shorter words are like too many others. */
const shortest = 4;

/** A text with the words that no record holds replaced by the likest name or theme that some record has; null where none is. */
export async function correctSpelling(q: string): Promise<string | null> {
  const words = q.split(" ");
  const corrected: string[] = [];
  for (const word of words) corrected.push((await correctWord(word)) ?? word);
  const text = corrected.join(" ");
  return text === q ? null : text;
}

async function correctWord(word: string): Promise<string | null> {
  if (word.startsWith("-") || !/^[\p{L}’'-]+$/u.test(word) || word.length < shortest || word === word.toUpperCase()) return null;
  const meant = await readWords(word);
  if (meant === null || (await countProjects(wholeList, meant)) > 0) return null;
  const [likest] = await db().$queryRaw<{ name: string }[]>`
    WITH sought AS MATERIALIZED (SELECT btrim(search_text(${word})) AS word),
    theme_word AS (SELECT DISTINCT unnest(string_to_array(search_text(concat_ws(' ', label_fr, label_en)), ' ')) AS name FROM theme)
    SELECT name FROM (
      (SELECT c.alias AS name, similarity(c.alias, s.word) AS score FROM country_alias c CROSS JOIN sought s
        WHERE EXISTS (SELECT FROM project_place l WHERE l.country_code = c.country_code) ORDER BY score DESC, name LIMIT 1)
      UNION ALL (SELECT t.name, similarity(t.name, s.word) AS score FROM theme_word t CROSS JOIN sought s ORDER BY score DESC, name LIMIT 1)
      UNION ALL (SELECT a.normalised, similarity(a.normalised, s.word) AS score
        FROM sought s CROSS JOIN LATERAL (SELECT * FROM organisation_alias WHERE normalised % s.word OFFSET 0) AS a
        WHERE EXISTS (SELECT FROM project_organisation r WHERE r.organisation_id = a.organisation_id) ORDER BY score DESC, a.normalised LIMIT 1)
    ) AS candidates WHERE score >= ${alike} ORDER BY score DESC, name LIMIT 1`;
  return likest?.name ?? null;
}
