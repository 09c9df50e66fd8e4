import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { today } from "@/lib/core/clock";
import { closeDb } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { listProjects } from "@/lib/projects/queries/list";
import { getProject } from "@/lib/projects/queries/project";
import { missingFacts } from "@/lib/quality/facts";
import { countByRule } from "@/lib/quality/queries/counts";
import { recomputeFindings } from "@/lib/quality/recompute";
import { parseProjectQuery } from "@/lib/search/params";
import { type Bench, openBench } from "./support";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await loadDemo(bench.url, { projects: 120 });
});
afterAll(() => bench.close());

type Changed = { projectIds: number[]; organisationIds?: number[] };
/** One write to the project or organisation; gives what it changed, as a writer would tell. */
type Edit = (project: number, organisation: number, choice: number) => Promise<Changed>;

const run = (text: string, ...values: unknown[]) => bench.sql.query(text, values);
const countries = ["SN", "DE", "CA", null, "FR"];
const statuses = ["ongoing", "closed", "planned", null];

const edits: Record<string, Edit> = {
  dates: async (project, _, choice) => {
    await run(
      "UPDATE project SET start_on = make_date(2000 + $2, 1, 1), start_precision = 'year', end_on = NULL, end_precision = NULL, signed_year = 2000 + $2 WHERE id = $1",
      project,
      choice,
    );
    return { projectIds: [project] };
  },
  answers: async (project, _, choice) => {
    await run(
      "UPDATE project SET three_year_funding = $2, declared_status_code = $3, form_code = NULL, last_confirmed_on = NULL WHERE id = $1",
      project,
      choice % 2 === 0,
      statuses[choice % statuses.length],
    );
    return { projectIds: [project] };
  },
  text: async (project, _, choice) => {
    const body = choice % 2 ? "Appeler le 06 11 22 33 44 ou écrire à a.b@example.org." : "La ville � de Saint-Louis";
    await run("DELETE FROM project_text WHERE project_id = $1", project);
    if (choice % 3) await bench.text(project, body);
    return { projectIds: [project] };
  },
  "take part": async (project, organisation, choice) => {
    const role = choice % 2 ? "foreign_partner" : "french_partner";
    await run(
      "INSERT INTO project_organisation (project_id, organisation_id, role_code, position) VALUES ($1, $2, $3, 99) ON CONFLICT DO NOTHING",
      project,
      organisation,
      role,
    );
    return { projectIds: [project] };
  },
  "leave the project": async (project) => {
    await run("DELETE FROM project_organisation WHERE project_id = $1 AND role_code = 'foreign_partner'", project);
    await run("DELETE FROM project_place WHERE project_id = $1", project);
    return { projectIds: [project] };
  },
  fund: async (project, organisation, choice) => {
    await bench.fund(project, organisation, 1990 + choice, choice % 2 ? 1_000 : null);
    return { projectIds: [project] };
  },
  "move a place": async (project, _, choice) => {
    await bench.place(project, { latitude: choice, longitude: -17.4, coordinate_precision: "exact", country_code: "SN" });
    return { projectIds: [project] };
  },
  organisation: async (_, organisation, choice) => {
    await run(
      "UPDATE organisation SET country_code = $2, subdivision_code = NULL, name = name || ' bis', latitude = 14.7, longitude = -17.4, coordinate_precision = 'exact' WHERE id = $1",
      organisation,
      countries[choice % countries.length],
    );
    return { projectIds: [], organisationIds: [organisation] };
  },
  merge: async (_, organisation) => {
    const heir = await bench.organisation();
    await run("UPDATE organisation SET successor_id = $2, dissolved_on = '2015-01-01' WHERE id = $1", organisation, heir);
    return { projectIds: [], organisationIds: [organisation, heir] };
  },
  copy: async (project) => {
    const copied = await run(
      `INSERT INTO project (source_key, title, language, slug_fr, slug_en, form_code, signed_year, origin, source_id)
       SELECT gen_random_uuid(), title, language, slug_fr, slug_en, form_code, signed_year, origin, source_id FROM project WHERE id = $1 RETURNING id`,
      project,
    );
    const id = copied.rows[0].id as number;
    await run(
      "INSERT INTO project_organisation SELECT $2, organisation_id, role_code, position FROM project_organisation WHERE project_id = $1",
      project,
      id,
    );
    return { projectIds: [id] };
  },
  remove: async (project) => {
    await run("DELETE FROM project WHERE id = $1", project);
    return { projectIds: [project] };
  },
};

/** What the findings would be if there were none yet. */
async function fromNothing(): Promise<Map<string, unknown>> {
  await run("BEGIN");
  try {
    await run("DELETE FROM quality_finding WHERE import_run_id IS NULL");
    const { rows } = await bench.sql.query<{ id: number }>("SELECT id FROM project");
    await recomputeFindings(bench.sql, { projectIds: rows.map(({ id }) => id) });
    return await bench.findings();
  } finally {
    await run("ROLLBACK");
  }
}

async function ids(table: "project" | "organisation"): Promise<number[]> {
  const condition = table === "project" ? "" : "WHERE id IN (SELECT organisation_id FROM project_organisation)";
  const { rows } = await bench.sql.query<{ id: number }>(`SELECT id FROM ${table} ${condition} ORDER BY id`);
  return rows.map(({ id }) => id);
}

it("an edit after the other, the findings are those of a whole recomputation", async () => {
  const edit = fc.record({
    name: fc.constantFrom(...Object.keys(edits)),
    project: fc.nat(10_000),
    organisation: fc.nat(10_000),
    choice: fc.integer({ min: 0, max: 40 }),
  });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 4, maxLength: 8 }), async (list) => {
      for (const { name, project, organisation, choice } of list) {
        const [projects, organisations] = [await ids("project"), await ids("organisation")];
        const changed = await edits[name]?.(
          projects[project % projects.length] ?? 0,
          organisations[organisation % organisations.length] ?? 0,
          choice,
        );
        await recomputeFindings(bench.sql, changed ?? { projectIds: [] });
      }
      const incremental = await bench.findings();
      for (const key of incremental.keys()) seen.add(key.split(" ")[0] ?? "");
      expect(incremental).toEqual(await fromNothing());
    }),
    { numRuns: 30, seed: 20_261_122, endOnFailure: true },
  );
  // The edits reach what they are meant to reach.
  for (const rule of ["duplicate_candidate", "merged_authority", "place_outside_country", "personal_data_in_text"])
    expect(seen).toContain(rule);
});

it("the facts that a page finds missing are those that the findings tell, and each rule of the day is told where it is listed", async () => {
  process.env.DATABASE_URL = bench.url;
  const { rows } = await bench.sql.query<{ id: string }>("SELECT public_id AS id FROM project ORDER BY id");
  const told = new Map<string, number>();
  for (const { id } of rows) {
    const project = await getProject(id, "fr");
    if (!project) throw new Error(`no ${id}`);
    const missing = project.findings.flatMap(({ rule }) => (rule.startsWith("no_") ? [rule.slice(3)] : []));
    expect(missingFacts(project).sort(), id).toEqual(missing.sort());
    for (const rule of new Set(project.findings.map((finding) => finding.rule))) told.set(rule, (told.get(rule) ?? 0) + 1);
  }
  // A pair is told of both records and counted for one.
  told.delete("duplicate_candidate");
  const counted = (await countByRule(today())).filter(({ rule }) => rule !== "duplicate_candidate");
  expect(new Map(counted.map(({ rule, records }) => [rule, records]))).toEqual(told);
  for (const { rule, records } of counted) {
    const listed = await listProjects(parseProjectQuery({ finding: rule }), null, "fr");
    expect([rule, listed.total]).toEqual([rule, records]);
  }
  await closeDb();
});

it("a second whole recomputation changes nothing", async () => {
  await bench.recomputeAll();
  const before = await bench.findings();
  const { rules } = await bench.recomputeAll();
  for (const [rule, { added, removed, updated }] of Object.entries(rules))
    expect([rule, added, removed, updated]).toEqual([rule, 0, 0, 0]);
  expect(await bench.findings()).toEqual(before);
});
