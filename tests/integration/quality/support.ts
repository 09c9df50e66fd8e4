import pg from "pg";
import { recomputeAllFindings } from "@/lib/quality/recompute";
import { findingsAtReading } from "@/lib/quality/statement";
import { cloneDatabase } from "../../support/database";
import { insertRow, singleValue } from "../../support/rows";

type Values = Record<string, string | number | boolean | null>;

/** A database with the reference data, and short ways to put records into it. */
export type Bench = {
  url: string;
  sql: pg.Client;
  project(values?: Values): Promise<number>;
  organisation(values?: Values): Promise<number>;
  take(project: number, organisation: number, role: string): Promise<void>;
  place(project: number, values?: Values): Promise<void>;
  fund(project: number, funder: number, year: number | null, amount?: number | null): Promise<void>;
  text(project: number, body: string, values?: Values): Promise<void>;
  /** Stored findings as "rule project organisation key", in order, with their details. */
  findings(): Promise<Map<string, unknown>>;
  /** Rules of the stored findings of a project. */
  rulesOf(project: number): Promise<string[]>;
  /** Rules whose findings are computed when the project is read, on a day (ISO). */
  rulesAtReading(project: number, day: string): Promise<string[]>;
  detailsOf(project: number, rule: string): Promise<unknown>;
  recomputeAll(): ReturnType<typeof recomputeAllFindings>;
  close(): Promise<void>;
};

/** `whole`: with all communes and places, those that merged among them. */
export async function openBench({ whole }: { whole: boolean } = { whole: false }): Promise<Bench> {
  const database = await cloneDatabase(whole ? "template_reference" : "template_small");
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  let next = 0;
  // Beyond those of the demo records.
  let position = 1_000;
  const origin = { origin: "imported", source_id: source };
  return {
    url: database.url,
    sql,
    project: async (values = {}) => {
      const title = `Projet numéro ${++next}`;
      const slugs = { slug_fr: `projet-${next}`, slug_en: `project-${next}` };
      return (
        await insertRow(sql, "project", { source_key: `test ${next}`, title, language: "fr", ...slugs, ...origin, ...values })
      ).id;
    },
    organisation: async (values = {}) =>
      (
        await insertRow(sql, "organisation", {
          name: `Organisation ${++next}`,
          slug: `organisation-${next}`,
          kind_code: "association",
          country_code: "FR",
          ...origin,
          ...values,
        })
      ).id,
    take: async (project, organisation, role) => {
      await insertRow(sql, "project_organisation", {
        project_id: project,
        organisation_id: organisation,
        role_code: role,
        position: ++position,
      });
    },
    place: async (project, values = {}) => {
      await insertRow(sql, "project_place", { project_id: project, position: ++position, country_code: "SN", ...values });
    },
    fund: async (project, funder, year, amount = 1_000) => {
      await insertRow(sql, "funding_line", {
        project_id: project,
        funder_id: funder,
        position: ++position,
        year,
        amount,
        kind: "cofunding",
      });
    },
    text: async (project, body, values = {}) => {
      await insertRow(sql, "project_text", {
        project_id: project,
        field: "context",
        language: "fr",
        status: "original",
        body,
        ...values,
      });
    },
    findings: async () => {
      const { rows } = await sql.query<{ name: string; details: unknown }>(
        `SELECT concat_ws(' ', rule, severity, project_id, organisation_id, key) AS name, details FROM quality_finding
         WHERE import_run_id IS NULL ORDER BY 1`,
      );
      return new Map(rows.map(({ name, details }) => [name, details]));
    },
    rulesOf: async (project) => {
      const { rows } = await sql.query<{ rule: string }>("SELECT rule FROM quality_finding WHERE project_id = $1 ORDER BY rule", [
        project,
      ]);
      return rows.map(({ rule }) => rule);
    },
    rulesAtReading: async (project, day) => {
      const { rows } = await sql.query<{ rule: string }>(
        `WITH scope AS (SELECT $1::int AS id), today AS (SELECT $2::date AS day)
         SELECT rule FROM (${findingsAtReading}) AS found ORDER BY rule`,
        [project, day],
      );
      return rows.map(({ rule }) => rule);
    },
    detailsOf: (project, rule) =>
      singleValue(sql, "SELECT details AS value FROM quality_finding WHERE project_id = $1 AND rule = $2", [project, rule]),
    recomputeAll: () => recomputeAllFindings(database.url),
    close: async () => {
      await sql.end();
      await database.drop();
    },
  };
}
