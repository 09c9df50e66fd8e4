import pg from "pg";
import { closeDb, connect, type Database } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { ensureBuilt } from "@/lib/launcher/build";
import { loadReference } from "@/lib/reference/load";
import { searchProjects } from "@/lib/search/search";
import { migrate } from "@/prisma/migrate";
import { type Closing, temporaryFolder } from "./closing";
import { type Conditions, conditions } from "./conditions";
import { openDatabases, query } from "./databases";
import { timed } from "./figures";
import { getExpected } from "./http";
import { type Kind, kinds, type Question, readQuestions } from "./search-queries";
import { copyPortal, serveStandalone } from "./server";
import { type Statement, statementsOf } from "./sql";

/**
 * One question at one size, in milliseconds: the statements of the search itself (words, numbers, which records), all of the page,
 * the slowest of them; the page. And the projects found.
 */
export type Answered = Question & { searchMs: number; sqlMs: number; slowestMs: number; total: number; pageMs: number | null };
export type SearchSize = {
  projects: number;
  loadMs: number;
  bytes: Record<string, number>;
  answers: Answered[];
  /** `EXPLAIN (ANALYZE, BUFFERS)` of the statement that takes longest in the middle question of each kind. */
  plans: Record<Kind, { params: Record<string, string>; plan: string[] }>;
};
export type SearchResults = { conditions: Conditions; sizes: SearchSize[]; minutes: number };
export type SearchPlan = { sizes: readonly number[]; pages: boolean };

type Timed = Statement & { ms: number };

/** Statements of the search are asked so often, and the fastest is taken: other work on the machine must not decide. */
const turns = 3;

type Plan = { "QUERY PLAN": { "Planning Time": number; "Execution Time": number }[] };
/** The words as PostgreSQL reads them, the numbers, the records of the page; and not what is told beside them. */
const isOfSearch = ({ text }: Statement) => /search_numbers\(|search_hits\(|FROM search_row r|::text AS words$/.test(text.trim());

/** Time inside PostgreSQL, planning and execution. */
async function fastest(client: pg.Client, statement: Statement): Promise<number> {
  const times: number[] = [];
  while (times.length < (isOfSearch(statement) ? turns : 1)) {
    const { rows } = await client.query<Plan>(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement.text}`, statement.values);
    const plan = rows[0]?.["QUERY PLAN"][0];
    times.push((plan?.["Planning Time"] ?? Number.NaN) + (plan?.["Execution Time"] ?? Number.NaN));
  }
  return Math.min(...times);
}

/** The statements of a question, one after the other over one connection, after it was asked once. */
async function timeStatements(client: pg.Client, question: Question): Promise<{ all: Timed[]; total: number }> {
  let total = 0;
  const statements = await statementsOf(async () => {
    total = (await searchProjects(question.query, "fr")).total;
  });
  if (statements.length === 0) throw new Error("no statement was seen");
  const all: Timed[] = [];
  for (const statement of statements) all.push({ ...statement, ms: await fastest(client, statement) });
  return { all, total };
}

async function answer(
  client: pg.Client,
  question: Question,
  page: string | null,
): Promise<{ answered: Answered; slowest: Timed }> {
  const { all, total } = await timeStatements(client, question);
  const slowest = all.reduce((one, other) => (other.ms > one.ms ? other : one));
  const pageMs = page === null ? null : (await getExpected(`${page}?${new URLSearchParams(question.params)}`, "gzip")).ms;
  const sum = (list: readonly Timed[]) => list.reduce((ms, statement) => ms + statement.ms, 0);
  const searchMs = sum(all.filter(isOfSearch));
  return { answered: { ...question, searchMs, sqlMs: sum(all), slowestMs: slowest.ms, total, pageMs }, slowest };
}

async function explain(client: pg.Client, { text, values }: Statement): Promise<string[]> {
  const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`, values);
  return rows.map((row) => row["QUERY PLAN"]);
}

/** Sizes of what the search is made of, with its indexes. */
async function sizesOf(url: string): Promise<Record<string, number>> {
  const rows = await query<{ name: string; bytes: number }>(
    url,
    `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS bytes FROM pg_class
     WHERE relkind = 'r' AND relname IN ('project', 'search_row', 'search_bits', 'search_word_bits', 'search_turn') ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}

async function measureSize(url: string, pages: string | null): Promise<Pick<SearchSize, "answers" | "plans">> {
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url, { statementTimeoutMs: 0 });
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    const answers: { answered: Answered; slowest: Timed }[] = [];
    for (const question of await readQuestions(url)) answers.push(await answer(client, question, pages));
    const plans: Partial<SearchSize["plans"]> = {};
    for (const kind of kinds) {
      const own = answers
        .filter(({ answered }) => answered.kind === kind)
        .sort((a, b) => a.answered.searchMs - b.answered.searchMs);
      const middle = own[own.length >> 1];
      if (middle) plans[kind] = { params: middle.answered.params, plan: await explain(client, middle.slowest) };
    }
    return { answers: answers.map(({ answered }) => answered), plans: plans as SearchSize["plans"] };
  } finally {
    await client.end();
    await closeDb();
  }
}

/** Loads more and more projects into one database, and asks the same questions at each size. */
export async function benchSearch(
  plan: SearchPlan,
  date: string,
  closing: Closing,
  say: (step: string) => void,
): Promise<SearchResults> {
  const startedAt = performance.now();
  const folder = temporaryFolder(closing);
  if (plan.pages) {
    say("building the portal, unless it is built");
    await ensureBuilt({});
    copyPortal(`${folder}/portal`);
  }
  const databases = await openDatabases(folder, closing);
  const url = await databases.clone("template1", "bench_search");
  say("reference load");
  await migrate(url);
  await loadReference(url);
  const sizes: SearchSize[] = [];
  for (const projects of plan.sizes) {
    say(`demo load, ${projects} projects`);
    const { ms: loadMs } = await timed(() => loadDemo(url, { projects }));
    await query(url, "SELECT search_fold(0)");
    await query(url, "VACUUM (ANALYZE)");
    const portal = plan.pages
      ? await serveStandalone(`${folder}/portal`, { readyPath: "/fr/projets", environment: { DATABASE_URL: url }, closing })
      : null;
    say(`questions, ${projects} projects`);
    const measured = await measureSize(url, portal && `${portal.url}/fr/projets`);
    await portal?.stop();
    sizes.push({ projects, loadMs, bytes: await sizesOf(url), ...measured });
  }
  return { conditions: conditions(date, databases.version), sizes, minutes: (performance.now() - startedAt) / 60_000 };
}
