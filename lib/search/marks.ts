import { db } from "@/lib/core/db";
import type { Locale } from "@/lib/i18n/locales";
import { endOfMark, startOfMark, withoutMarks } from "@/lib/i18n/marks";
import { publicText } from "@/lib/i18n/public-text";
import type { Text } from "@/lib/i18n/text";
import { anyOf } from "./reasons";

/** A title, and a part of a text, with marks around the words of a search (lib/i18n/marks.ts). */
export type Marked = { title: string; snippet: { text: string; language: string } | null };

type Shown = { id: string; title: Text };

/** Words around what was found: a line or two of a card. */
const options = (extra: string) => `StartSel="${startOfMark}", StopSel="${endOfMark}", ${extra}`;
const wholeTitle = options("HighlightAll=true");
const fewWords = options('MaxFragments=2, MinWords=8, MaxWords=18, FragmentDelimiter=" … "');

/** Texts longer than this are read up to here: what is shown of a record is a line. */
const longestText = 6_000;

/** Titles and texts of records with the words of a search marked, by public id; nothing for a search without words. */
export async function markFound(q: string, records: readonly Shown[], locale: Locale): Promise<ReadonlyMap<string, Marked>> {
  const some = anyOf(q);
  if (some === null || records.length === 0) return new Map();
  const ids = records.map(({ id }) => id);
  const texts = await db().$queryRaw<{ id: string; language: string; body: string }[]>`
    WITH asked AS MATERIALIZED (SELECT ${some} AS words)
    SELECT DISTINCT ON (p.public_id) p.public_id AS id, t.language::text AS language, left(t.body, ${longestText}::int) AS body
    FROM asked CROSS JOIN project p JOIN project_text t ON t.project_id = p.id
    WHERE p.public_id = ANY(${ids}::text[]) AND t.field <> 'title'
      AND to_tsvector(search_config(t.language::text), search_prose(left(t.body, ${longestText}::int))) @@ asked.words
    ORDER BY p.public_id, t.language::text = ${locale} DESC, t.field`;
  // What is masked in public is masked before anything is cut out of it.
  const shown = [
    ...records.map(({ id, title }) => ({ id, part: "title", language: title.language, body: title.text })),
    ...texts.map(({ id, language, body }) => ({ id, part: "text", language, body: publicText(body, language) })),
  ];
  const marked = await db().$queryRaw<{ id: string; part: string; language: string; body: string }[]>`
    WITH asked AS MATERIALIZED (SELECT ${some} AS words)
    SELECT s.id, s.part, s.language, ts_headline(CASE s.language WHEN 'en' THEN 'atlas_shown_en' ELSE 'atlas_shown_fr' END::regconfig, s.body, asked.words,
      CASE s.part WHEN 'title' THEN ${wholeTitle} ELSE ${fewWords} END) AS body
    FROM asked CROSS JOIN unnest(${ids.length > 0 ? shown.map(({ id }) => id) : []}::text[], ${shown.map(({ part }) => part)}::text[],
      ${shown.map(({ language }) => language)}::text[], ${shown.map(({ body }) => withoutMarks(body))}::text[]) AS s(id, part, language, body)`;
  const byId = new Map(records.map(({ id, title }): [string, Marked] => [id, { title: title.text, snippet: null }]));
  for (const { id, part, language, body } of marked) {
    const known = byId.get(id);
    if (!known) continue;
    if (part === "title") known.title = body;
    else if (body.includes(startOfMark)) known.snippet = { text: body.replace(/\s+/gu, " "), language };
  }
  return byId;
}
