import pg from "pg";
import { closeDb, connect, type Database, sessionOptions } from "@/lib/core/db";
import { heldValues, renewValues } from "@/lib/search/counted";
import { type NumbersRow, tokenCounts } from "@/lib/search/counts";
import { searchProjects } from "@/lib/search/search";
import { barePaths, buildBareNext } from "./bare-next";
import { type Closing, temporaryFolder } from "./closing";
import { query } from "./databases";
import { timed } from "./figures";
import { worstAddresses } from "./hostile";
import { get } from "./http";
import { startHttpCache } from "./http-cache";
import { planWithin } from "./nested-plan";
import { nginxVersion } from "./nginx";
import { measurePageSpeed, type PageSpeed } from "./page-speed";
import { addressOf, type Kind, kinds, type Question, readQuestions } from "./search-queries";
import { serveStandalone } from "./server";
import { eachSize, type Sized, type SizesPlan, type SizesResults } from "./sizes";
import { leastProcessorMs, type Statement, statementsOf } from "./sql";

/**
 * One question at one size, in milliseconds of PostgreSQL's processor: the statements of the search itself (words, numbers, which records), all of the page,
 * the slowest of them; what is left to the portal's own to count is a part of the numbers. By the clock: the page. And the projects found.
 */
export type Answered = Question & {
  searchMs: number;
  sqlMs: number;
  slowest: { name: string; ms: number };
  total: number;
  pageMs: number | null;
};
type Measured = {
  bytes: Record<string, number>;
  answers: Answered[];
  speed: PageSpeed | null;
  /** Addresses made to ask for much that take longest. */
  hostile: Awaited<ReturnType<typeof worstAddresses>>;
  /** `EXPLAIN (ANALYZE, BUFFERS)` of the statement that takes longest in the middle question of each kind. */
  plans: Record<Kind, { params: Record<string, string>; plan: string[] }>;
  /** Reading the values that the portal counts, by the clock. */
  readMs: number;
};
export type SearchSize = Sized<Measured>;
export type SearchResults = SizesResults<Measured>;

type Timed = Statement & { ms: number };

/** Statements of the search are asked so often, and the fastest is taken: other work on the machine must not decide. */
const turns = 3;

/**
 * The words as PostgreSQL reads them, the numbers, the records of the page, the likest names of a misspelt word; and not what is told
 * beside them.
 */
const isOfSearch = ({ text }: Statement) =>
  /search_numbers\(|FROM search_row r|AS words$|search_likest_body/.test(text.trim().replaceAll(/\s+/g, " "));

/** What a statement is for. */
export function nameOf({ text }: Statement): string {
  if (text.includes("search_numbers(")) return "numbers";
  if (text.includes("hits AS MATERIALIZED")) return "map";
  if (/^\s*SELECT "public"/.test(text)) return "records";
  if (text.includes("search_likest_body")) return "likest name";
  return text.includes("AS words") ? "words" : "page";
}

/** Milliseconds of processor that counting takes which the statement of the numbers leaves to the portal: the least of some turns. */
async function leastCountingMs(client: pg.Client, { text, values }: Statement): Promise<number> {
  const { rows } = await client.query<NumbersRow>(text, values);
  const [row] = rows;
  const held = heldValues();
  if (!row || !held || row.outdated) throw new Error("the values are not those that the portal holds");
  const times = Array.from({ length: turns }, () => {
    const before = process.cpuUsage();
    tokenCounts(row, held);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
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
  for (const statement of statements) {
    const countingMs = statement.text.includes("left_keys") ? await leastCountingMs(client, statement) : 0;
    const sqlMs = await leastProcessorMs(client, statement, isOfSearch(statement) ? turns : 1);
    all.push({ ...statement, ms: sqlMs + countingMs });
  }
  return { all, total };
}

/** Milliseconds by the clock; null where the search has fewer pages than were asked for. */
async function timePage(url: string): Promise<number | null> {
  const { status, ms } = await get(url, "gzip");
  if (status !== 200 && status !== 404) throw new Error(`${status}: ${url}`);
  return status === 200 ? ms : null;
}

async function answer(
  client: pg.Client,
  question: Question,
  page: string | null,
): Promise<{ answered: Answered; slowest: Timed }> {
  const { all, total } = await timeStatements(client, question);
  const slowest = all.filter(isOfSearch).reduce((one, other) => (other.ms > one.ms ? other : one));
  const pageMs = page === null ? null : await timePage(page + addressOf(question));
  const sum = (list: readonly Timed[]) => list.reduce((ms, statement) => ms + statement.ms, 0);
  const searchMs = sum(all.filter(isOfSearch));
  return {
    answered: { ...question, searchMs, sqlMs: sum(all), slowest: { name: nameOf(slowest), ms: slowest.ms }, total, pageMs },
    slowest,
  };
}

/** Sizes of what the search is made of, with its indexes. */
async function sizesOf(url: string): Promise<Record<string, number>> {
  const rows = await query<{ name: string; bytes: number }>(
    url,
    `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS bytes FROM pg_class
     WHERE relkind = 'r' AND relname IN ('project', 'search_row', 'search_bits', 'search_word_bits', 'search_counted') ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}

async function measureSize(url: string, pages: string | null): Promise<Pick<Measured, "answers" | "plans" | "readMs">> {
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url, { statementTimeoutMs: 0 });
  const client = new pg.Client({ connectionString: url, options: sessionOptions });
  await client.connect();
  try {
    const { ms: readMs } = await timed(renewValues);
    const answers: { answered: Answered; slowest: Timed }[] = [];
    for (const question of await readQuestions(url)) answers.push(await answer(client, question, pages));
    const plans: Partial<Measured["plans"]> = {};
    for (const kind of kinds) {
      const own = answers
        .filter(({ answered }) => answered.kind === kind)
        .sort((a, b) => a.answered.searchMs - b.answered.searchMs);
      const middle = own[own.length >> 1];
      if (middle) plans[kind] = { params: middle.answered.params, plan: await planWithin(client, middle.slowest) };
    }
    return { readMs, answers: answers.map(({ answered }) => answered), plans: plans as Measured["plans"] };
  } finally {
    await client.end();
    await closeDb();
  }
}

const page = "/fr/projets";
const otherPage = "/en/projects";

/** Speed of pages, of a bare Next page and, where nginx is installed, of a cache, in turns. */
async function measurePages(url: string, portal: string, bareFolder: string, closing: Closing): Promise<PageSpeed> {
  const bare = await serveStandalone(bareFolder, { readyPath: barePaths.made, closing });
  const cache = nginxVersion() === null ? null : await startHttpCache(temporaryFolder(closing), portal, page, closing);
  const servers = { portal, bare: bare.url, cache: cache?.url ?? null };
  const speed = await measurePageSpeed(servers, { known: page, unknown: otherPage }, await readQuestions(url));
  await cache?.stop();
  await bare.stop();
  return speed;
}

/** Of the addresses made to ask for much, every so many are tried: at a million some take ten seconds. */
async function shareOf(url: string): Promise<number> {
  const [row] = await query<{ projects: number }>(url, "SELECT projects FROM search_value WHERE token = 'all'");
  const projects = row?.projects ?? 0;
  if (projects > 200_000) return 17;
  return projects > 20_000 ? 11 : 3;
}

/** Asks the same questions at each number of projects. */
export async function benchSearch(
  plan: SizesPlan,
  date: string,
  closing: Closing,
  say: (step: string) => void,
  afterEach: (results: SearchResults) => void,
): Promise<SearchResults> {
  const bareFolder = plan.pages ? await buildBareNext(temporaryFolder(closing), closing) : null;
  const measure = async (url: string, portal: string | null): Promise<Measured> => ({
    ...(await measureSize(url, portal && `${portal}${page}`)),
    speed: portal && bareFolder ? await measurePages(url, portal, bareFolder, closing) : null,
    hostile: await worstAddresses(url, 10, await shareOf(url)),
    bytes: await sizesOf(url),
  });
  return eachSize(plan, page, date, closing, say, measure, afterEach);
}
