import type pg from "pg";
import { insertRow, singleValue } from "./rows";

export const aboveKey = "test:above";
/** A département, and a commune in it, without demo records: those are of bodies without a territory. */
export const aboveDepartement = "D48";
export const belowCommune = "48095";

/** A record of a département, which a search about one of its communes lists apart; last in every list. */
export async function insertAboveRecord(sql: pg.ClientBase): Promise<void> {
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  const authority = await singleValue<number>(
    sql,
    "SELECT o.id AS value FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
    [aboveDepartement],
  );
  const old = "2001-01-02T00:00:00Z";
  const project = await insertRow(sql, "project", {
    source_key: aboveKey,
    title: "Projet du seul département",
    language: "fr",
    slug_fr: "projet-du-seul-departement",
    slug_en: "project-of-the-departement-alone",
    created_at: old,
    updated_at: old,
    origin: "manual",
    source_id: source,
  });
  await insertRow(sql, "project_organisation", {
    project_id: project.id,
    organisation_id: authority,
    role_code: "lead_authority",
    position: 0,
  });
}
