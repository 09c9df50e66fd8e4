import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { silent } from "@/lib/core/progress";
import { loadDemo } from "@/lib/demo/load";
import { root } from "@/lib/launcher/lock.mjs";
import { verifyFigures } from "@/lib/statistics/verify/verify";
import { launch } from "../../support/project-copy";
import { type Bench, openBench } from "../quality/support";
import { addOddRecords } from "./odd-records";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 80 });
  await addOddRecords(bench);
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** Breaks what the search looks at, behind the back of the triggers that keep it right. */
async function breakSearch(statement: string): Promise<void> {
  await bench.sql.query("SET session_replication_role = replica");
  await bench.sql.query(statement);
  await bench.sql.query("SET session_replication_role = origin");
}

describe("atlas verify", () => {
  it("finds no difference, by every measure and dimension", async () => {
    const { compared, differences } = await verifyFigures(bench.url, silent);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(1_000);
  });

  it("tells what differs, and ends with exit code 1", async () => {
    await breakSearch(
      "UPDATE search_row SET amount = amount + 1 WHERE project_id = (SELECT max(project_id) FROM search_row WHERE amount > 0)",
    );
    await breakSearch("UPDATE search_row SET tokens = array_remove(tokens, 'country:SN') WHERE 'country:SN' = ANY(tokens)");
    const run = async (...args: string[]) => {
      const running = launch(root, ["atlas", "verify", ...args], { DATABASE_URL: bench.url, LANG: "C" });
      const code = await running.ended;
      return { code, result: running.result() };
    };
    const [told, asJson] = await Promise.all([run(), run("--json")]);
    expect(told.code).toBe(1);
    expect(told.result).toMatch(/^meanCofunding: [\d.]+, but [\d.]+ in the tables of the records$/m);
    expect(told.result).toMatch(/^projects \/ country \/ SN: \d+, but \d+ in the search that lists them$/m);
    expect(told.result).toMatch(/comparisons, \d+ differences\.\n$/);
    expect(asJson.code).toBe(1);
    const { differences } = JSON.parse(asJson.result) as { differences: { measure: string; against: string }[] };
    expect(differences).toContainEqual(expect.objectContaining({ measure: "meanCofunding", dimension: null, against: "tables" }));
  });
});
