import pg from "pg";
import type { Sql } from "@/lib/core/bulk";
import { today } from "@/lib/core/clock";
import { databaseUrl } from "@/lib/core/database-url";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { doNowAndThen } from "@/lib/core/timer";
import { synonyms } from "./sentence/synonyms";
import { phrasesOf, readTsquery } from "./tsquery";

/** Projects whose status turned with the day: some seconds' work. What is left is counted one by one until the next fold. */
const turnedAtOnce = 10_000;

/**
 * Writes the bits of the projects that changed, or whose status changed with the day, in a transaction of its own (decision 023):
 * until then they are counted one by one. Another that is at it is not waited for.
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
  await sql.query(
    "INSERT INTO search_loose (project_id) SELECT project_id FROM search_turn WHERE until <= $1::date ORDER BY 1 LIMIT $2",
    [today(), turnedAtOnce],
  );
  await sql.query("SELECT search_fold(1)");
}

/** Has the bits written where projects changed since, or their status with the day. */
export async function foldWhatChanged(): Promise<void> {
  const [found] = await db().$queryRaw<{ changed: boolean }[]>`
    SELECT EXISTS (SELECT FROM search_loose) OR EXISTS (SELECT FROM search_turn WHERE until <= ${today()}::date) AS changed`;
  if (!found?.changed) return;
  // Of many projects it takes longer than a page may, and no page should wait for its connection.
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: "atlas search" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await foldSearch(client);
  } finally {
    await client.end();
  }
}

/** Until the process ends: whoever writes leaves the bits to the portal. */
export function startFoldTimer(): void {
  doNowAndThen(foldWhatChanged, limits.foldTimerMs, "bits of the search not written");
}
