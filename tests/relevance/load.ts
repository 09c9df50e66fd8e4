import type pg from "pg";
import { normaliseName, slugify } from "@/lib/core/text";
import { insertRow, singleValue } from "../support/rows";
import { type Fixture, type FixtureKey, fixtures } from "./fixtures";

/** Puts the projects of the judgements into a database with reference data; returns the public id of each. */
export async function loadFixtures(sql: pg.Client): Promise<ReadonlyMap<FixtureKey, string>> {
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  const ids = new Map<FixtureKey, string>();
  for (const [key, fixture] of Object.entries(fixtures)) ids.set(key as FixtureKey, await loadFixture(sql, source, key, fixture));
  return ids;
}

async function loadFixture(sql: pg.Client, source: number, key: string, fixture: Fixture): Promise<string> {
  const { title, titleEn, language = "fr", french, partner, themes = [], form = null, start, end, text, textEn } = fixture;
  const origin = { origin: "imported", source_id: source };
  const project = await insertRow(sql, "project", {
    source_key: `relevance ${key}`,
    title,
    language,
    slug_fr: slugify(title),
    slug_en: slugify(titleEn ?? title),
    form_code: form,
    start_on: start === undefined ? null : `${start}-01-01`,
    start_precision: start === undefined ? null : "year",
    end_on: end === undefined ? null : `${end}-01-01`,
    end_precision: end === undefined ? null : "year",
    ...origin,
  });
  const take = (organisation: number, role: string, position: number) =>
    insertRow(sql, "project_organisation", { project_id: project.id, organisation_id: organisation, role_code: role, position });
  for (const [position, code] of french.entries()) await take(await authorityOf(sql, code), "lead_authority", position);
  const [name, country, ...others] = partner;
  await take(await partnerOf(sql, name, country, others, source), "foreign_partner", french.length);
  await insertRow(sql, "project_place", { project_id: project.id, position: 0, country_code: country, name });
  for (const [rank, code] of themes.entries())
    await sql.query(
      `INSERT INTO project_theme (project_id, theme_id, rank)
       SELECT $1, t.id, $3 FROM theme t JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL WHERE t.code = $2`,
      [project.id, code, rank],
    );
  const say = (field: string, body: string | undefined, inLanguage: string) =>
    body === undefined
      ? null
      : insertRow(sql, "project_text", {
          project_id: project.id,
          field,
          language: inLanguage,
          status: field === "title" ? "human" : "original",
          body,
        });
  await say("title", titleEn, "en");
  await say("context", text, "fr");
  await say("context", textEn, "en");
  return singleValue<string>(sql, `SELECT public_id AS value FROM project WHERE id = ${project.id}`);
}

/** The authority of a territory. */
async function authorityOf(sql: pg.Client, code: string): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    "SELECT o.id FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1 ORDER BY o.id LIMIT 1",
    [code],
  );
  const [authority] = rows;
  if (!authority) throw new Error(`no authority of ${code}`);
  return authority.id;
}

/** A town or region abroad, made once. */
async function partnerOf(
  sql: pg.Client,
  name: string,
  country: string,
  others: readonly string[],
  source: number,
): Promise<number> {
  const known = await sql.query<{ id: number }>("SELECT id FROM organisation WHERE name = $1 AND country_code = $2", [
    name,
    country,
  ]);
  const made =
    known.rows[0] ??
    (await insertRow(sql, "organisation", {
      name,
      slug: slugify(name),
      kind_code: "foreign_municipality",
      country_code: country,
      origin: "imported",
      source_id: source,
    }));
  for (const other of [name, ...others])
    await sql.query(
      "INSERT INTO organisation_alias (organisation_id, name, normalised) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      [made.id, other, normaliseName(other)],
    );
  return made.id;
}
