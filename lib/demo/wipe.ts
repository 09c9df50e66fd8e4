import type { ClientBase } from "pg";
import { AtlasError } from "@/lib/core/errors";
import { type Progress, silent } from "@/lib/core/progress";
import { inTransaction, Tally } from "./transaction";

const demoProjects = "SELECT id FROM project WHERE origin = 'demo'";
const demoOrganisations = "SELECT id FROM organisation WHERE origin = 'demo'";
const demoNews = "SELECT id FROM news_item WHERE origin = 'demo'";
const demoPosts = "SELECT id FROM diplomatic_post WHERE origin = 'demo'";

/** Records that are not demo ones and lean on one that is: each query gives the public ids, or a word where there is none. */
const leaning: Readonly<Record<string, string>> = {
  project: `SELECT p.public_id AS id FROM project p WHERE p.origin <> 'demo' AND (
      EXISTS (SELECT FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id WHERE r.project_id = p.id AND o.origin = 'demo')
      OR EXISTS (SELECT FROM funding_line f JOIN organisation o ON o.id = f.funder_id WHERE f.project_id = p.id AND o.origin = 'demo'))`,
  news_item: `SELECT n.public_id AS id FROM news_item n WHERE n.origin <> 'demo' AND (
      EXISTS (SELECT FROM news_organisation r WHERE r.news_item_id = n.id AND r.organisation_id IN (${demoOrganisations}))
      OR EXISTS (SELECT FROM news_project r WHERE r.news_item_id = n.id AND r.project_id IN (${demoProjects}))
      OR EXISTS (SELECT FROM agreement a JOIN agreement_party r ON r.agreement_id = a.id
                 WHERE a.news_item_id = n.id AND r.organisation_id IN (${demoOrganisations})))`,
  organisation: `SELECT public_id AS id FROM organisation WHERE origin <> 'demo' AND successor_id IN (${demoOrganisations})`,
  office: `SELECT public_id AS id FROM office WHERE origin <> 'demo' AND organisation_id IN (${demoOrganisations})`,
  contact: `SELECT 'contact' AS id FROM contact WHERE origin <> 'demo' AND (
      organisation_id IN (${demoOrganisations}) OR project_id IN (${demoProjects}) OR post_id IN (${demoPosts}))`,
};

/** Rows to delete, children before parents; what the foreign keys would delete anyway is named, so that it is counted. */
const deletions: readonly (readonly [table: string, condition: string])[] = [
  ["scheme_line", `funding_line_id IN (SELECT id FROM funding_line WHERE project_id IN (${demoProjects}))`],
  ["funding_line", `project_id IN (${demoProjects})`],
  ["project_text", `project_id IN (${demoProjects})`],
  ["project_theme", `project_id IN (${demoProjects})`],
  ["project_place", `project_id IN (${demoProjects})`],
  ["project_organisation", `project_id IN (${demoProjects})`],
  ["volunteer", `project_id IN (${demoProjects})`],
  ["quality_finding", `project_id IN (${demoProjects}) OR organisation_id IN (${demoOrganisations})`],
  ["contact", "origin = 'demo'"],
  ["agreement_party", `agreement_id IN (SELECT id FROM agreement WHERE news_item_id IN (${demoNews}))`],
  ["agreement", `news_item_id IN (${demoNews})`],
  ["news_figure", `news_item_id IN (${demoNews})`],
  ["news_picture", `news_item_id IN (${demoNews})`],
  ["news_proposal", `news_item_id IN (${demoNews})`],
  ["news_text", `news_item_id IN (${demoNews})`],
  ["news_organisation", `news_item_id IN (${demoNews})`],
  ["news_country", `news_item_id IN (${demoNews})`],
  ["news_project", `news_item_id IN (${demoNews})`],
  ["news_theme", `news_item_id IN (${demoNews})`],
  ["post_jurisdiction", `post_id IN (${demoPosts})`],
  [
    "public_id_redirect",
    `to_id IN (SELECT public_id FROM project WHERE origin = 'demo' UNION ALL SELECT public_id FROM organisation WHERE origin = 'demo'
       UNION ALL SELECT public_id FROM news_item WHERE origin = 'demo' UNION ALL SELECT public_id FROM diplomatic_post WHERE origin = 'demo')`,
  ],
  ["news_item", "origin = 'demo'"],
  ["project", "origin = 'demo'"],
  ["organisation_alias", `organisation_id IN (${demoOrganisations})`],
  ["organisation_code", `organisation_id IN (${demoOrganisations})`],
  ["organisation", "origin = 'demo'"],
  ["diplomatic_post", "origin = 'demo'"],
  ["office", "origin = 'demo'"],
];

async function refuseWhenLeanedOn(client: ClientBase): Promise<void> {
  for (const [table, sql] of Object.entries(leaning)) {
    const found = await client.query<{ id: string; total: number }>(
      `SELECT id, count(*) OVER ()::int AS total FROM (${sql}) AS leaning ORDER BY id LIMIT 5`,
    );
    const [first] = found.rows;
    if (!first) continue;
    const ids = found.rows.map((row) => row.id).join(", ");
    throw new AtlasError(
      "invalid_input",
      `${first.total} ${table} record(s) that are not demo ones refer to demo records (${ids}); nothing was removed`,
      {
        context: { message: "demo.error.leanedOn", table, count: first.total, ids },
      },
    );
  }
}

async function wipe(client: ClientBase, onProgress: Progress): Promise<Record<string, number>> {
  await refuseWhenLeanedOn(client);
  const tally = new Tally();
  for (const [done, [table, condition]] of deletions.entries()) {
    onProgress("demo.progress.wipe", done, deletions.length);
    const removed = await client.query(`DELETE FROM ${table} WHERE ${condition}`);
    tally.add(table, removed.rowCount ?? 0);
  }
  onProgress("demo.progress.wipe", deletions.length, deletions.length);
  return tally.counts;
}

/**
 * Removes the demo records and what belongs to them, in one transaction; returns the rows removed per table. Reference data,
 * imported and showcase records stay. The history (append-only) of demo records that were edited stays too.
 * Throws `invalid_input`, with nothing removed, when other records refer to demo ones.
 */
export async function wipeDemo(url: string, onProgress: Progress = silent): Promise<Record<string, number>> {
  return inTransaction(url, (client) => wipe(client, onProgress));
}
