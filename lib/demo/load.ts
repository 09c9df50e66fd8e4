import { setImmediate } from "node:timers/promises";
import type { ClientBase } from "pg";
import { insertRows, settle, takeIds } from "@/lib/core/bulk";
import { AtlasError } from "@/lib/core/errors";
import { type Progress, silent } from "@/lib/core/progress";
import { recomputeFindings } from "@/lib/quality/recompute";
import { foldSearch } from "@/lib/search/fold";
import { addDirectory } from "./directory";
import { demoOrganisation, type OrganisationRef, type Pool, poolSizes, pools } from "./organisations";
import { type DemoProject, demoProject } from "./projects";
import { projectRows } from "./rows";
import { addShowcase } from "./showcase";
import { today } from "./timeline";
import { connected, sourceId, Tally, transaction } from "./transaction";
import { readWorld, referenceMissing, type World } from "./world";

/** A tenth of the legacy Atlas: enough to see every page at work, loaded within seconds. */
export const usualProjects = 1_300;
/** A hundred times the legacy Atlas; the names of partners would repeat themselves far beyond. */
const maxProjects = 2_000_000;
/** A few megabytes of JSON per statement: memory stays flat whatever the number of projects. */
const projectsPerBatch = 500;
const organisationsPerBatch = 5_000;
/** The usual load and ten times as many are one transaction; the locks and marks of more would fill the memory. */
const projectsPerTransaction = 20_000;

const written = [
  "project",
  "project_text",
  "project_theme",
  "project_organisation",
  "project_place",
  "funding_line",
  "scheme_line",
];

export type DemoReport = { created: Record<string, number>; alreadyLoaded: boolean };
type OrganisationIds = Record<Pool, number[]>;
type Run = {
  client: ClientBase;
  source: number;
  world: World;
  tally: Tally;
  /** Ids of the projects of the transaction under way. */
  written: number[];
  onProgress: Progress;
};

function incomplete(missing: string): AtlasError {
  return new AtlasError(
    "invalid_input",
    `demo records are not whole (${missing} is gone): run \`demo wipe\`, then \`demo load\``,
    {
      context: { message: "demo.error.incomplete", missing },
    },
  );
}

/** Number of projects that earlier loads made. Throws `invalid_input` when some of them are gone. */
async function projectsLoaded({ client, source }: Run): Promise<number> {
  const result = await client.query<{ loaded: number; next: number }>(
    `SELECT count(*)::int AS loaded, coalesce(max(substring(source_key FROM '^demo-([0-9]+)$')::int) + 1, 0) AS next
     FROM project WHERE source_id = $1 AND source_key ~ '^demo-[0-9]+$'`,
    [source],
  );
  const { loaded, next } = result.rows[0] ?? { loaded: 0, next: 0 };
  if (loaded !== next) throw incomplete("project");
  return loaded;
}

/** Ids of the organisations that earlier loads made; they are known by name and country. */
async function knownOrganisations(run: Run, loaded: number): Promise<OrganisationIds> {
  const ids: OrganisationIds = { authority: [], partner: [], body: [], funder: [] };
  if (loaded === 0) return ids;
  const stored = await run.client.query<{ id: number; name: string; country_code: string | null }>(
    "SELECT id, name, country_code FROM organisation WHERE source_id = $1 ORDER BY id DESC",
    [run.source],
  );
  // Two of a hundred thousand names may be spelled alike: their ids are handed out in the order in which they were taken.
  const byName = new Map<string, number[]>();
  for (const row of stored.rows) {
    const name = `${row.country_code ?? ""} ${row.name}`;
    const same = byName.get(name);
    if (same) same.push(row.id);
    else byName.set(name, [row.id]);
  }
  const sizes = poolSizes(loaded);
  for (const pool of pools)
    for (let index = 0; index < sizes[pool]; index++) {
      const { name, country } = demoOrganisation({ pool, index }, run.world);
      const id = byName.get(`${country ?? ""} ${name}`)?.pop();
      if (id === undefined) throw incomplete(name);
      ids[pool].push(id);
    }
  return ids;
}

async function addOrganisations(run: Run, ids: OrganisationIds, projects: number): Promise<void> {
  const sizes = poolSizes(projects);
  const total = pools.reduce((sum, pool) => sum + sizes[pool] - ids[pool].length, 0);
  let done = 0;
  for (const pool of pools)
    while (ids[pool].length < sizes[pool]) {
      const first = ids[pool].length;
      const batch = await takeIds(run.client, "organisation", Math.min(organisationsPerBatch, sizes[pool] - first));
      const rows = batch.map((id, at) => organisationRow(run, id, { pool, index: first + at }));
      run.tally.add("organisation", await insertRows(run.client, "organisation", rows));
      ids[pool].push(...batch);
      done += batch.length;
      run.onProgress("demo.progress.organisations", done, total);
    }
}

function organisationRow(run: Run, id: number, ref: OrganisationRef) {
  const organisation = demoOrganisation(ref, run.world);
  return {
    id,
    kind_code: organisation.kind,
    name: organisation.name,
    name_en: organisation.nameEn,
    slug: organisation.slug,
    country_code: organisation.country,
    subdivision_code: organisation.subdivision,
    latitude: organisation.position?.latitude ?? null,
    longitude: organisation.position?.longitude ?? null,
    coordinate_precision: organisation.position?.precision ?? null,
    website: organisation.website,
    origin: "demo",
    source_id: run.source,
    created_at: `${today}T00:00:00Z`,
    updated_at: `${today}T00:00:00Z`,
  };
}

/** Makes projects, and lets the database's answers in between: the statements of the batch before run meanwhile. */
async function makeProjects(world: World, first: number, count: number): Promise<DemoProject[]> {
  const projects: DemoProject[] = [];
  for (let at = 0; at < count; at++) {
    if (at % 20 === 0) await setImmediate();
    projects.push(demoProject(first + at, world));
  }
  return projects;
}

/** Findings are those of the records as they stand when the load is over: a pair may be in two batches. */
async function recompute({ client, written: projectIds, tally, onProgress }: Run): Promise<void> {
  onProgress("quality.progress.projects", 0, projectIds.length);
  const { rules } = await recomputeFindings(client, { projectIds });
  for (const { added } of Object.values(rules)) tally.add("quality_finding", added);
  onProgress("quality.progress.projects", projectIds.length, projectIds.length);
}

async function writeProjects(run: Run, ids: OrganisationIds, projects: readonly DemoProject[]): Promise<void> {
  const organisationId = ({ pool, index }: OrganisationRef) => {
    const id = ids[pool][index];
    if (id === undefined) throw new RangeError(`no demo ${pool} ${index}`);
    return id;
  };
  const lines = projects.reduce((sum, project) => sum + project.lines.length, 0);
  const projectIds = await takeIds(run.client, "project", projects.length);
  run.written.push(...projectIds);
  const lineIds = await takeIds(run.client, "funding_line", lines);
  const tables = projectRows(projects, { projects: projectIds, lines: lineIds, source: run.source, organisationId });
  for (const [table, rows] of Object.entries(tables)) run.tally.add(table, await insertRows(run.client, table, rows));
  // The rows of the search are made while the next batch is written down, and not all of them at the end.
  for (const time of ["IMMEDIATE", "DEFERRED"]) await run.client.query(`SET CONSTRAINTS search_settle ${time}`);
}

async function addProjects(run: Run, ids: OrganisationIds, { from, to, of }: Part): Promise<void> {
  let writing = Promise.resolve();
  for (let start = from; start < to; start += projectsPerBatch) {
    const projects = await makeProjects(run.world, start, Math.min(projectsPerBatch, to - start));
    await writing;
    run.onProgress("demo.progress.projects", start, of);
    writing = writeProjects(run, ids, projects);
    // Awaited in the next turn; a failure before that must not count as unhandled.
    writing.catch(() => undefined);
  }
  await writing;
  run.onProgress("demo.progress.projects", to, of);
}

/** Projects from one number to another, of so many. */
type Part = { from: number; to: number; of: number };

/** One transaction: a part of the projects, with the organisations that they need. */
async function loadPart(run: Run, ids: OrganisationIds, part: Part): Promise<void> {
  run.written.length = 0;
  await addOrganisations(run, ids, part.to);
  await addProjects(run, ids, part);
  // The planner must not guess on tables that are ten times what they were.
  if (part.to === part.of || part.to >= 2 * Math.max(part.from, 1)) await settle(run.client, ["organisation", ...written]);
  await recompute(run);
}

async function load(client: ClientBase, projects: number, onProgress: Progress): Promise<DemoReport> {
  const source = await sourceId(client, "atlas-demo");
  if (source === undefined) throw referenceMissing("source atlas-demo");
  const run: Run = { client, source, world: await readWorld(client), tally: new Tally(), written: [], onProgress };
  const loaded = await projectsLoaded(run);
  if (loaded < projects) {
    const ids = await knownOrganisations(run, loaded);
    for (let from = loaded; from < projects; from += projectsPerTransaction) {
      const part = { from, to: Math.min(projects, from + projectsPerTransaction), of: projects };
      await transaction(client, () => loadPart(run, ids, part));
      await foldSearch(client);
    }
  }
  onProgress("demo.progress.showcase", 0, 0);
  await transaction(client, async () => {
    const shown = await addShowcase(client, run.tally);
    await addDirectory(client, source, run.tally);
    run.written = shown === null ? [] : [shown];
    await recompute(run);
  });
  return { created: run.tally.counts, alreadyLoaded: run.tally.total === 0 };
}

/**
 * Loads the demo records, and the showcase records where they are not there yet: up to 20,000 projects a transaction, and one
 * that is interrupted goes on where it stopped. Project number i is the same whatever the count: a larger count than last time
 * adds the rest, a smaller one changes nothing. Throws `invalid_input` when the reference data are missing or the count is out
 * of bounds.
 */
export async function loadDemo(
  url: string,
  { projects = usualProjects }: { projects?: number } = {},
  onProgress: Progress = silent,
): Promise<DemoReport> {
  if (!Number.isInteger(projects) || projects < 0 || projects > maxProjects)
    throw new AtlasError("invalid_input", `number of demo projects out of bounds (0 to ${maxProjects})`, {
      context: { message: "demo.error.count", most: maxProjects },
    });
  return connected(url, (client) => load(client, projects, onProgress));
}
