import type { Client } from "pg";
import { ownTables } from "../../support/own-tables";

/** Rows and content of every table, whatever the order in which rows are stored. */
export async function tableChecksums(client: Client): Promise<Record<string, string>> {
  const tables = await client.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY tablename",
    [ownTables],
  );
  const checksums: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const result = await client.query<{ checksum: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS checksum FROM ${name} AS t`,
    );
    checksums[name] = result.rows[0]?.checksum ?? "";
  }
  return checksums;
}

/** Content of the first demo projects with all that belongs to them, without ids, which depend on what was stored before. */
export async function demoContent(client: Client, projects: number): Promise<Record<string, string>> {
  const inScope = `JOIN project p ON p.id = t.project_id JOIN source s ON s.id = p.source_id AND s.code = 'atlas-demo'
    WHERE substring(p.source_key FROM '^demo-([0-9]+)$')::int < $1`;
  const organisation =
    "(SELECT o.name || coalesce(o.country_code, '') || o.kind_code || coalesce(o.latitude::text, '') FROM organisation o WHERE o.id = t";
  const queries: Record<string, string> = {
    project: `SELECT (to_jsonb(t) - 'id' - 'public_id')::text AS row FROM project t JOIN source s ON s.id = t.source_id AND s.code = 'atlas-demo'
      WHERE substring(t.source_key FROM '^demo-([0-9]+)$')::int < $1`,
    project_text: `SELECT p.source_key || t.field || t.language || t.status || t.body AS row FROM project_text t ${inScope}`,
    project_theme: `SELECT p.source_key || t.rank || (SELECT code FROM theme WHERE theme.id = t.theme_id) AS row FROM project_theme t ${inScope}`,
    project_place: `SELECT p.source_key || (to_jsonb(t) - 'project_id')::text AS row FROM project_place t ${inScope}`,
    project_organisation: `SELECT p.source_key || t.role_code || t.position || ${organisation}.organisation_id) AS row FROM project_organisation t ${inScope}`,
    funding_line: `SELECT p.source_key || (to_jsonb(t) - 'id' - 'project_id' - 'funder_id')::text || ${organisation}.funder_id)
      || coalesce((SELECT string_agg(l.scheme_code || coalesce(l.amount::text, '?'), ',') FROM scheme_line l WHERE l.funding_line_id = t.id), '') AS row
      FROM funding_line t ${inScope}`,
  };
  const content: Record<string, string> = {};
  for (const [table, sql] of Object.entries(queries)) {
    const result = await client.query<{ checksum: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(row, 0)), 0) AS checksum FROM (${sql}) AS rows`,
      [projects],
    );
    content[table] = result.rows[0]?.checksum ?? "";
  }
  return content;
}
