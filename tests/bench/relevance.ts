import pg from "pg";
import { closeDb } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { judgeAll, relevanceTable } from "../relevance/judge";
import { loadFixtures } from "../relevance/load";
import { ndcg } from "../relevance/measures";
import type { Closing } from "./closing";
import { openDatabases, prepareReference } from "./databases";

/** Below this a question is told by name. */
const good = 0.9;

/** Asks the judged questions over the data of the test, and tells how well they are answered, by kind, as Markdown. */
export async function benchRelevance(folder: string, closing: Closing, say: (step: string) => void): Promise<string> {
  const databases = await openDatabases(folder, closing);
  say("reference data");
  await prepareReference(databases, "relevance");
  const url = databases.urlOf("relevance");
  process.env.DATABASE_URL = url;
  closing.add(closeDb);
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    say("demo and judged projects");
    await loadDemo(url, { projects: 1_300 });
    const ids = await loadFixtures(sql);
    say("questions");
    const verdicts = await judgeAll(sql, ids);
    const poor = verdicts.filter(({ judged }) => ndcg(judged) < good);
    const lines = poor.map(
      ({ judgement: { q, kind, why }, judged }) => `- ${ndcg(judged).toFixed(2)} ${kind}: \`${q}\` (${why})`,
    );
    return [relevanceTable(verdicts), ...(lines.length > 0 ? [`\nBelow ${good}:\n`, ...lines] : [])].join("\n");
  } finally {
    await sql.end();
  }
}
