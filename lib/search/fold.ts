import type { Sql } from "@/lib/core/bulk";
import { synonyms } from "./sentence/synonyms";
import { phrasesOf, readTsquery } from "./tsquery";

/**
 * Writes the bits of the projects that changed, or whose status changed with the day, in a transaction of its own (decision 023):
 * until then they are counted one by one. Call it when what was written in bulk is there. Another that is at it is not waited for.
 */
export async function foldSearch(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ words: string }>("SELECT search_term(text)::text AS words FROM unnest($1::text[]) AS text", [
    synonyms,
  ]);
  const phrases = rows
    .flatMap(({ words }) => (words === "" ? [] : phrasesOf(readTsquery(words))))
    .map((phrase) => `phrase:${phrase}`);
  await sql.query(
    `WITH new AS (INSERT INTO search_value (token) SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO search_loose (project_id) SELECT project_id FROM search_row WHERE EXISTS (SELECT FROM new)`,
    [phrases],
  );
  await sql.query("SELECT search_fold(1)");
}
