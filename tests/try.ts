import pg from "pg";
import { statementsOf } from "./bench/sql";
import { similarProjects } from "@/lib/similar/queries/projects";
import { similarAuthorities } from "@/lib/similar/queries/authorities";
import { similarPartners } from "@/lib/similar/queries/partners";
import { readWhiteSpots } from "@/lib/similar/queries/white-spots";
import { findSubject } from "@/lib/profiles/queries/subject";
import { db, closeDb } from "@/lib/core/db";
const full = process.argv[2];
const url = process.env.DATABASE_URL!;
const c = new pg.Client({ connectionString: url }); await c.connect(); await c.query("SET max_parallel_workers_per_gather=0");
const q = async (s: string) => (await c.query(s)).rows;
const [{ n }] = await q("select count(*) n from project"); console.log("projects", n);
const big = await q(`select public_id id from project p join search_row r on r.project_id=p.id where r.tokens @> array[(select token from search_count where token like 'country:%' and token not in ('country:FR','country:none') order by projects desc limit 1), (select token from search_count where token like 'theme:%' and position('.' in token)=0 and token<>'theme:none' order by projects desc limit 1)] order by cardinality(r.tokens) desc limit 3`);
const twin = await q("select public_id id from project where origin<>'demo' order by id desc limit 2");
const auth = await q("select public_id id from organisation o join territory t on t.id=o.territory_id join search_count s on s.token='organisation:'||o.public_id where t.level='commune' order by s.projects desc limit 2");
const part = await q("select public_id id from organisation o join search_count s on s.token='organisation:'||o.public_id where o.kind_code='foreign_municipality' order by s.projects desc limit 2");
async function time(name: string, work: () => Promise<unknown>) {
  const st = await statementsOf(work);
  const out: string[] = []; let sum = 0;
  for (const s of st) { const ts: number[] = []; for (let i=0;i<5;i++) { const { rows } = await c.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${s.text}`, s.values); const p = rows[0]["QUERY PLAN"][0]; ts.push(p["Planning Time"]+p["Execution Time"]); } ts.sort((a,b)=>a-b); sum += ts[2]!; out.push(ts[2]!.toFixed(1)); }
  console.log(name, st.length, "statements", sum.toFixed(1), "ms:", out.join(" "));
  if (full === name.split(" ")[0] && st[0]) { const { rows } = await c.query(`EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING ON) ${st[0].text}`, st[0].values); console.log(rows.map((r) => r["QUERY PLAN"]).join("\n")); }
}
for (const { id } of [...big, ...twin]) await time(`projects ${id}`, () => similarProjects(id, "fr"));
for (const { id } of auth) { const s = await findSubject("organisation", id) as never; await time(`authorities ${id}`, () => similarAuthorities(s, "fr")); }
for (const { id } of part) { const s = await findSubject("organisation", id) as never; await time(`partners ${id}`, () => similarPartners(s, "fr")); }
for (const [k, i] of [["country", "SN"], ["theme", "eau"]] as const) { const s = await findSubject(k, i) as never; await time(`white ${i}`, () => readWhiteSpots(s, "fr")); }
await c.end(); await closeDb();
