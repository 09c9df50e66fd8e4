import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { closeDb, connect, type Database } from "@/lib/core/db";
import type { Locale } from "@/lib/i18n/locales";
import { listProjects } from "@/lib/projects/queries/list";
import { getProject } from "@/lib/projects/queries/project";
import { readQuality } from "@/lib/quality/loaders";
import { readNumbers } from "@/lib/search/counts";
import { parseProjectQuery, queryFor } from "@/lib/search/params";
import { similarProjects } from "@/lib/similar/queries/projects";
import { getAtlasFigures, projectsBy } from "@/lib/statistics/queries";
import { query } from "./databases";
import { median } from "./figures";
import type { ListPages } from "./pages";

/** Time inside PostgreSQL: the medians of all statements of one read together, and that of the slowest. Milliseconds. */
export type SqlTime = { read: string; statements: number; totalMs: number; slowestMs: number };

export type Statement = { text: string; values: unknown[] };

/** Statements that `work` sends through the driver: the very ones of the portal, not copies of them. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const original = pg.Client.prototype.query;
  const watched = function (this: pg.Client, ...all: unknown[]): unknown {
    const [config] = all;
    if (typeof config === "object" && config !== null && "text" in config && "values" in config && Array.isArray(config.values)) {
      sent.push({ text: String(config.text), values: config.values });
    }
    return Reflect.apply(original, this, all);
  };
  Object.assign(pg.Client.prototype, { query: watched });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query: original });
  }
  return sent.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
}

type Plan = { "QUERY PLAN": { "Planning Time": number; "Execution Time": number }[] };

/** Times of a statement inside PostgreSQL, planning and execution. */
async function timesOf(client: pg.Client, { text, values }: Statement, runs: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < runs) {
    const { rows } = await client.query<Plan>(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values);
    const plan = rows[0]?.["QUERY PLAN"][0];
    times.push((plan?.["Planning Time"] ?? Number.NaN) + (plan?.["Execution Time"] ?? Number.NaN));
  }
  return times;
}

/** Processor time that a process has had, in milliseconds (Linux). */
const processorMs = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;

/**
 * The least processor time of PostgreSQL for a statement as the portal sends it, over a connection that keeps it read (lib/core/prepared.ts):
 * planning, execution, sending. On a machine that others use it says what the clock would say on an idle one. The server runs on this
 * machine.
 */
export async function leastProcessorMs(client: pg.Client, { text, values }: Statement, runs: number): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const pid = rows[0]?.pid ?? 0;
  const times: number[] = [];
  while (times.length < runs) {
    const before = processorMs(pid);
    await client.query({ name: createHash("md5").update(text).digest("hex"), text, values });
    times.push(processorMs(pid) - before);
  }
  return Math.min(...times);
}

/** The shortest of the times of a statement: other work on the machine must not decide. */
export const fastest = async (client: pg.Client, statement: Statement, runs: number): Promise<number> =>
  Math.min(...(await timesOf(client, statement, runs)));

/** `EXPLAIN (ANALYZE, BUFFERS)` of a statement, line by line. */
export async function planOf(client: pg.Client, { text, values }: Statement): Promise<string[]> {
  const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`, values);
  return rows.map((row) => row["QUERY PLAN"]);
}

/** What each page asks the database for. */
export async function measureSql(url: string, lists: ListPages, runs: number): Promise<SqlTime[]> {
  const locale: Locale = "fr";
  const list = parseProjectQuery({});
  const [theme] = await query<{ code: string }>(
    url,
    "SELECT t.code FROM theme t JOIN project_theme pt ON pt.theme_id = t.id GROUP BY t.code ORDER BY count(*) DESC, t.code LIMIT 1",
  );
  const [record] = await query<{ id: string }>(url, "SELECT public_id AS id FROM project ORDER BY md5(public_id) LIMIT 1");
  if (!theme || !record) throw new Error("no project to read");
  const reads: Record<string, () => Promise<unknown>> = {
    "list, first page": () => listProjects(list, null, locale),
    [`list, page ${lists.deepPage}`]: () => listProjects({ ...list, page: lists.deepPage }, null, locale),
    [`list, one country (${lists.countryProjects} projects)`]: () =>
      listProjects(queryFor("country", lists.country), null, locale),
    "list, one theme": () => listProjects(queryFor("theme", theme.code.split(".")[0] ?? theme.code), null, locale),
    "list, something to check": () => listProjects(queryFor("finding", "any"), null, locale),
    "data quality, the whole page": () => readQuality(locale),
    "list, counts of all filters": () => readNumbers(list, null),
    "list, counts of all filters, one country": () => readNumbers(queryFor("country", lists.country), null),
    "home, projects per country and theme": () => projectsBy(["country", "theme"], locale),
    "home, figures": () => getAtlasFigures(),
    "project, record": () => getProject(record.id, locale),
    "project, similar": () => similarProjects(record.id, locale),
  };
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const times: SqlTime[] = [];
    for (const [read, work] of Object.entries(reads)) {
      const statements = await statementsOf(work);
      if (statements.length === 0) throw new Error(`no statement was seen: ${read}`);
      const each: number[] = [];
      for (const statement of statements) each.push(median(await timesOf(client, statement, runs)));
      times.push({ read, statements: each.length, totalMs: each.reduce((sum, ms) => sum + ms, 0), slowestMs: Math.max(...each) });
    }
    return times;
  } finally {
    await client.end();
    await closeDb();
  }
}
