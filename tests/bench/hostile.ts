import pg from "pg";
import { closeDb, connect, type Database, sessionOptions } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import type { Statement } from "./sql";

/** An address, the time of all its statements and of the slowest, in milliseconds as the portal waits for them; cut: by the timeout of statements. */
export type Hostile = { params: Record<string, string>; ms: number; slowestMs: number; slowest: Statement | null; cut: boolean };

/** Texts that ask for much: many frequent words, none of many, phrases of words that every record holds, all that twenty terms may be. */
const words =
  "eau projet commune jumelage formation jeunes santé partenaires coopération école culture habitants énergie femmes services tourisme développement agriculture échanges associations".split(
    " ",
  );
const texts = [
  "",
  words.join(" OR "),
  words.map((word) => `-${word}`).join(" "),
  words.map((word) => `"${word} de"`).join(" OR "),
  '"de la commune"',
  '"projet de coopération" OR "les partenaires"',
  '-"les habitants"',
  "a OR b OR c OR d OR e OR f OR g",
  "Saint",
  "xqzwv kjhgf qwrtz plmkn bvcxz",
  "sainte marie ville communauté",
  "éaux projt comune jumelge formatin",
];
const filters: readonly Record<string, string>[] = [
  {},
  { finding: "any" },
  { finding: "-any" },
  { finding: "stale", funded: "2000..2030" },
  { funded: "1900..2100" },
  { funded: "-2015" },
  { updated: "1900-01-01" },
  { updated: "2025-01-01" },
  { amount: "0..999999999999" },
  { amount: "1..2,2..3,3..4,5..6,7..8,9..10,11..12,13..14,15..16,17..18,19..20,21..22,-23..24" },
  { year: "1900..2199", started: "1900..2199", ended: "-1900..1950" },
  { year: Array.from({ length: 20 }, (_, at) => `${1950 + at}..${2000 + at}`).join(",") },
  { country: "-SN,-ML,-BF,-BJ,-TG,-CI,-GN,-NE,-MR,-MA,-DZ,-TN,-DE,-IT,-ES,-GB,-PL,-RO,-CN,-JP" },
  { territory: "28085" },
  { territory: "R11", authority: "-R11" },
  { organisation: "o1,o2,o3,o4,o5,o6,o7,o8,o9,o10,o11,o12", role: "funder,lead_authority,french_partner" },
  { french: "none", foreign: "none" },
  { au: "2015-06-30" },
  { au: "2015-06-30", etat: "connu" },
  { theme: "none", country: "none", form: "none", scheme: "none" },
];
/** Plans of so many are shown. */
const withPlans = 3;
const views: readonly Record<string, string>[] = [
  {},
  { page: "1000", sort: "amount" },
  { view: "map" },
  { sort: "oldest", page: "500" },
];

/** Every text with every filter, in the views by turns: some hundreds. */
function addresses(): Record<string, string>[] {
  return texts.flatMap((q, row) =>
    filters.map((filter, column) => ({ ...(q !== "" && { q }), ...filter, ...views[(row + column) % views.length] })),
  );
}

/** Asks for one address as the portal does, under its timeout of statements. */
async function ask(params: Record<string, string>): Promise<Hostile> {
  const original = pg.Pool.prototype.query;
  let [slowest, slowestMs]: [Statement | null, number] = [null, 0];
  const watched = async function (this: pg.Pool, ...all: unknown[]): Promise<unknown> {
    const startedAt = performance.now();
    const config = all[0] as { text?: unknown; values?: unknown };
    try {
      return await Reflect.apply(original, this, all);
    } finally {
      const ms = performance.now() - startedAt;
      if (ms > slowestMs && typeof config?.text === "string" && Array.isArray(config.values))
        [slowest, slowestMs] = [{ text: config.text, values: config.values }, ms];
    }
  };
  Object.assign(pg.Pool.prototype, { query: watched });
  const startedAt = performance.now();
  let cut = false;
  try {
    await searchProjects(parseProjectQuery(params), "fr");
  } catch (error) {
    if (!/statement timeout|57014/.test(String(error))) throw error;
    cut = true;
  } finally {
    Object.assign(pg.Pool.prototype, { query: original });
  }
  return { params, ms: performance.now() - startedAt, slowestMs, slowest, cut };
}

/** Plan of a statement that may take too long to be run. */
async function planned(url: string, { slowest }: Hostile): Promise<string[]> {
  if (slowest === null) return [];
  const client = new pg.Client({ connectionString: url, options: sessionOptions });
  await client.connect();
  try {
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) ${slowest.text}`, slowest.values);
    return rows.map((row) => row["QUERY PLAN"]);
  } finally {
    await client.end();
  }
}

/** The addresses of some hundreds, or of every so many of these, that take longest, the worst first; the first with their plans. */
export async function worstAddresses(url: string, count: number, every: number): Promise<(Hostile & { plan: string[] })[]> {
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url, { statementTimeoutMs: limits.statementTimeoutMs });
  const asked: Hostile[] = [];
  try {
    for (const [at, params] of addresses().entries()) if (at % every === 0) asked.push(await ask(params));
  } finally {
    await closeDb();
  }
  const worst = asked.sort((a, b) => b.ms - a.ms).slice(0, count);
  return Promise.all(worst.map(async (one, place) => ({ ...one, plan: place < withPlans ? await planned(url, one) : [] })));
}
