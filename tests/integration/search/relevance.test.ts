import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { judgeAll, relevanceTable, scoresOf, type Verdict } from "../../relevance/judge";
import { judgements } from "../../relevance/judgements";
import { loadFixtures } from "../../relevance/load";
import { ndcg, reciprocalRank, successAt3 } from "../../relevance/measures";
import recorded from "../../relevance/recorded.json";
import { cloneDatabase } from "../../support/database";

describe("measures of relevance", () => {
  const judged = (grades: number[], best = [3, 2]) => ({ grades, best });

  it("are 1 for a perfect list and less for any other", () => {
    expect(ndcg(judged([3, 2, 0]))).toBe(1);
    expect(ndcg(judged([2, 3]))).toBeCloseTo((3 + 7 / Math.log2(3)) / (7 + 3 / Math.log2(3)));
    expect(ndcg(judged([0, 0, 0]))).toBe(0);
    expect([judged([0, 3]), judged([1, 1, 0, 2]), judged([1])].map(reciprocalRank)).toEqual([0.5, 0.25, 0]);
    expect([judged([0, 0, 2]), judged([1, 0, 0, 3])].map(successAt3)).toEqual([1, 0]);
  });
});

describe("relevance", () => {
  let sql: pg.Client;
  let verdicts: Verdict[];

  beforeAll(async () => {
    const database = await cloneDatabase("template_reference");
    process.env.DATABASE_URL = database.url;
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    await loadDemo(database.url, { projects: 1_300 });
    verdicts = await judgeAll(sql, await loadFixtures(sql));
  });
  afterAll(async () => {
    await sql.end();
    await closeDb();
  });

  it("is judged by at least 150 different questions, each with its reason", () => {
    expect(new Set(judgements.map(({ q }) => q)).size).toBeGreaterThanOrEqual(150);
    expect(judgements.filter(({ why }) => why.length < 5)).toEqual([]);
  });

  it("does not fall below what was recorded", () => {
    const scores = scoresOf(verdicts);
    const told = `${relevanceTable(verdicts)}\n${verdicts
      .filter(({ judged }) => ndcg(judged) < 0.9)
      .map(({ judgement, judged }) => `${judgement.q}: ${judged.grades.slice(0, 10).join(", ")}`)
      .join("\n")}`;
    for (const measure of ["ndcg", "mrr", "success"] as const)
      expect(scores[measure], `${measure}\n${told}`).toBeGreaterThanOrEqual(recorded[measure]);
  });
});
