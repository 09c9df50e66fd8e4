import type pg from "pg";
import { findExact } from "@/lib/search/exact";
import { parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import type { FixtureKey } from "./fixtures";
import { type Judgement, judgements, type Kind, kinds, type Rule } from "./judgements";
import { type Judged, ndcg, reciprocalRank, successAt3 } from "./measures";

export type Verdict = { judgement: Judgement; judged: Judged };
export type Scores = { queries: number; ndcg: number; mrr: number; success: number };

/** Public ids of projects that a rule names, read from the records themselves rather than from the search. */
async function findByRule(sql: pg.Client, rule: Rule): Promise<string[]> {
  const { country = null, theme = null, form = null, territory = null, activeFrom = null, begunBy = null } = rule;
  const { rows } = await sql.query<{ id: string }>(
    `WITH RECURSIVE inside(id) AS (
       SELECT id FROM territory WHERE code = $4
       UNION SELECT t.id FROM territory t JOIN inside ON t.parent_id = inside.id OR t.epci_id = inside.id OR t.successor_id = inside.id)
     SELECT p.public_id AS id FROM project p
     WHERE ($1::text IS NULL OR EXISTS (SELECT FROM project_place l WHERE l.project_id = p.id AND l.country_code = $1))
       AND ($2::text IS NULL OR EXISTS (SELECT FROM project_theme j JOIN theme t ON t.id = j.theme_id
         WHERE j.project_id = p.id AND (t.code = $2 OR t.code LIKE $2 || '.%')))
       AND ($3::text IS NULL OR p.form_code = $3)
       AND ($4::text IS NULL OR EXISTS (SELECT FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
         WHERE r.project_id = p.id AND r.role_code <> 'funder' AND o.territory_id IN (SELECT id FROM inside)))
       AND ($5::int IS NULL OR (coalesce(p.start_on, p.end_on) IS NOT NULL AND coalesce(extract(year FROM p.end_on), 9999) >= $5))
       AND ($6::int IS NULL OR extract(year FROM p.start_on) <= $6)`,
    [country, theme, form, territory, activeFrom, begunBy],
  );
  return rows.map(({ id }) => id);
}

/** Public ids of the first answers to a question, as a visitor gets them: a code leads to what it names. */
async function answersTo(q: string): Promise<string[]> {
  const target = await findExact(q, "fr");
  if (target?.pathname === "/projects/[record]" && "record" in target) return [String(target.record).split("-")[0] ?? ""];
  const query = target && "query" in target ? { ...target.query } : { q };
  const { projects } = await searchProjects(parseProjectQuery(query as Record<string, string>), "fr");
  return projects.map(({ id }) => id);
}

/** Asks every question and grades the answers. `ids`: public ids of the fixtures. */
export async function judgeAll(sql: pg.Client, ids: ReadonlyMap<FixtureKey, string>): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const judgement of judgements) {
    const { answers = {}, rule } = judgement;
    const grades = new Map<string, number>(
      Object.entries(answers).map(([key, grade]) => [ids.get(key as FixtureKey) ?? key, grade]),
    );
    for (const id of rule ? await findByRule(sql, rule) : []) grades.set(id, 3);
    if (grades.size === 0) throw new Error(`nothing answers "${judgement.q}"`);
    const q = judgement.q.replace(/\{(\w+)\}/, (_, key: string) => ids.get(key as FixtureKey) ?? key);
    const found = await answersTo(q);
    verdicts.push({ judgement, judged: { grades: found.map((id) => grades.get(id) ?? 0), best: [...grades.values()] } });
  }
  return verdicts;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The measures of some verdicts together. */
export function scoresOf(verdicts: readonly Verdict[]): Scores {
  const over = (measure: (judged: Judged) => number) => mean(verdicts.map(({ judged }) => measure(judged)));
  return { queries: verdicts.length, ndcg: over(ndcg), mrr: over(reciprocalRank), success: over(successAt3) };
}

/** A table of the measures by kind of question, the whole last, as Markdown. */
export function relevanceTable(verdicts: readonly Verdict[]): string {
  const line = (name: string, { queries, ndcg: gain, mrr, success }: Scores) =>
    `| ${[name, String(queries), ...[gain, mrr, success].map((value) => value.toFixed(3))].join(" | ")} |`;
  const ofKind = (kind: Kind) => verdicts.filter(({ judgement }) => judgement.kind === kind);
  return [
    "| Kind of question | Questions | nDCG@10 | MRR | success@3 |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...kinds.map((kind) => line(kind, scoresOf(ofKind(kind)))),
    line("**all**", scoresOf(verdicts)),
  ].join("\n");
}
