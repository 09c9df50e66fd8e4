import type { ClientBase } from "pg";
import { type BulkRow, insertRows, takeIds } from "@/lib/core/bulk";
import { slugify } from "@/lib/core/text";
import { recomputeFindings } from "@/lib/quality/recompute";
import showcase from "./content/showcase.json";
import { placePosition, showcaseDate, showcaseOrganisations } from "./showcase-organisations";
import { inTransaction, sourceId, Tally } from "./transaction";
import { referenceMissing } from "./world";

type Run = { client: ClientBase; source: number; tally: Tally; organisation: (name: string) => number };

async function insert({ client, tally }: Run, table: string, rows: readonly BulkRow[]): Promise<void> {
  tally.add(table, await insertRows(client, table, rows));
}

async function newId({ client }: Run, table: string): Promise<number> {
  const [id] = await takeIds(client, table, 1);
  if (id === undefined) throw new RangeError(`no id for ${table}`);
  return id;
}

async function exists({ client, source }: Run, table: "project" | "news_item", key: string): Promise<boolean> {
  const found = await client.query(`SELECT FROM ${table} WHERE source_id = $1 AND source_key = $2`, [source, key]);
  return found.rowCount === 1;
}

async function themeId({ client }: Run, code: string): Promise<number> {
  const found = await client.query<{ id: number }>(
    "SELECT t.id FROM theme t JOIN theme_nomenclature n ON n.id = t.nomenclature_id WHERE t.code = $1 ORDER BY n.valid_from, n.id LIMIT 1",
    [code],
  );
  const id = found.rows[0]?.id;
  if (id === undefined) throw referenceMissing(`theme ${code}`);
  return id;
}

const origin = (run: Run) => ({ origin: "manual", source_id: run.source });

async function addProject(run: Run): Promise<number | null> {
  const { project } = showcase;
  if (await exists(run, "project", project.key)) return null;
  const id = await newId(run, "project");
  const position = await placePosition(run.client, project.place.place);
  await insert(run, "project", [
    {
      id,
      source_key: project.key,
      title: project.title.fr,
      language: "fr",
      slug_fr: slugify(project.title.fr),
      slug_en: slugify(project.title.en),
      form_code: project.form,
      declared_status_code: project.status,
      signed_year: project.signedYear,
      start_on: project.start,
      start_precision: project.startPrecision,
      end_on: project.end,
      end_precision: project.endPrecision,
      three_year_funding: project.threeYear,
      communication_in_france: project.communicationInFrance,
      communication_abroad: project.communicationAbroad,
      evaluation: project.evaluation,
      multilateral: false,
      created_at: showcaseDate,
      updated_at: showcaseDate,
      ...origin(run),
    },
  ]);
  const texts = Object.entries(project.texts).flatMap(([field, { fr, en }]) => [
    { project_id: id, field, language: "fr", body: fr, status: "original" },
    { project_id: id, field, language: "en", body: en, status: "human" },
  ]);
  const title = { project_id: id, field: "title", language: "en", body: project.title.en, status: "human" };
  await insert(run, "project_text", [title, ...texts]);
  await insert(run, "project_theme", [{ project_id: id, theme_id: await themeId(run, project.theme), rank: 0 }]);
  await insert(run, "project_place", [
    {
      project_id: id,
      position: 0,
      country_code: project.place.country,
      name: project.place.name,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      coordinate_precision: position ? "municipality" : null,
    },
  ]);
  await addParties(run, id);
  return id;
}

/** Roles and funding of the project. */
async function addParties(run: Run, id: number): Promise<void> {
  const { project } = showcase;
  const roles = project.roles.map(([name = "", role], at) => ({
    project_id: id,
    organisation_id: run.organisation(name),
    role_code: role,
    position: at,
  }));
  await insert(run, "project_organisation", roles);
  const lines = project.funding.map(([funder, year, amount], at) => ({
    project_id: id,
    funder_id: run.organisation(String(funder)),
    position: at,
    year,
    amount,
    currency: "EUR",
    kind: "cofunding",
    in_kind: false,
  }));
  await insert(run, "funding_line", lines);
}

/** Posts are shared with whatever else knows them by name; functions without a holder are added only where none is recorded. */
async function addPosts(run: Run): Promise<void> {
  for (const post of showcase.posts) {
    const found = await run.client.query<{ id: number }>("SELECT id FROM diplomatic_post WHERE name_fr = $1", [post.name.fr]);
    let id = found.rows[0]?.id;
    if (id === undefined) {
      id = await newId(run, "diplomatic_post");
      const { kind, name, city, country, latitude, longitude } = post;
      await insert(run, "diplomatic_post", [
        {
          id,
          kind,
          name_fr: name.fr,
          name_en: name.en,
          city_fr: city.fr,
          city_en: city.en,
          country_code: country,
          latitude,
          longitude,
          ...origin(run),
        },
      ]);
    }
    for (const [country, subdivision] of post.jurisdictions) {
      const added = await run.client.query(
        "INSERT INTO post_jurisdiction (post_id, country_code, subdivision_code) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [id, country, subdivision],
      );
      run.tally.add("post_jurisdiction", added.rowCount ?? 0);
    }
    for (const code of showcase.postFunctions) {
      const known = await run.client.query("SELECT FROM contact WHERE post_id = $1 AND function_code = $2 LIMIT 1", [id, code]);
      if (known.rowCount === 0)
        await insert(run, "contact", [
          { post_id: id, function_code: code, visibility: "public", opted_out: false, ...origin(run) },
        ]);
    }
  }
}

async function addNews(run: Run): Promise<void> {
  const { news } = showcase;
  if (await exists(run, "news_item", news.key)) return;
  const id = await newId(run, "news_item");
  const slugs = { slug_fr: slugify(news.title.fr), slug_en: slugify(news.title.en) };
  const dates = { happened_on: news.happenedOn, created_at: showcaseDate, updated_at: showcaseDate };
  const place = { place_name_fr: news.place.fr, place_name_en: news.place.en };
  await insert(run, "news_item", [{ id, source_key: news.key, language: "fr", ...slugs, ...dates, ...place, ...origin(run) }]);
  await insert(run, "news_text", [
    { news_item_id: id, language: "fr", title: news.title.fr, body: news.body.fr, status: "original" },
    { news_item_id: id, language: "en", title: news.title.en, body: news.body.en, status: "human" },
  ]);
  const organisations = news.organisations.map(([name = "", role]) => ({
    news_item_id: id,
    organisation_id: run.organisation(name),
    role,
  }));
  await insert(run, "news_organisation", organisations);
  await insert(run, "news_country", [{ news_item_id: id, country_code: news.country }]);
  await insert(run, "news_theme", [{ news_item_id: id, theme_id: await themeId(run, news.theme) }]);
  const figures = news.figures.map(({ label, source, ...figure }, position) => ({
    ...{ news_item_id: id, position, ...figure },
    ...{ label_fr: label.fr, label_en: label.en, source_name: source },
  }));
  await insert(run, "news_figure", figures);
  const agreement = await newId(run, "agreement");
  const { kind, signedOn, placeName, placeCountry, parties, object } = news.agreement;
  await insert(run, "agreement", [
    {
      id: agreement,
      news_item_id: id,
      kind,
      related_action: true,
      signed_on: signedOn,
      signed_precision: "day",
      place_name_fr: placeName.fr,
      place_name_en: placeName.en,
      place_country_code: placeCountry,
      object_fr: object.fr,
      object_en: object.en,
    },
  ]);
  const signatories = parties.map((party, position) => ({
    agreement_id: agreement,
    organisation_id: run.organisation(party.organisation),
    position,
    signatory_function_fr: party.function.fr,
    signatory_function_en: party.function.en,
  }));
  await insert(run, "agreement_party", signatories);
}

/**
 * Adds the two true records, their organisations and posts, inside the caller's transaction; those already there stay as they
 * are. Returns the id of the project where it is new.
 */
export async function addShowcase(client: ClientBase, tally: Tally): Promise<number | null> {
  const source = await sourceId(client, "atlas-showcase");
  if (source === undefined) throw referenceMissing("source atlas-showcase");
  const run: Run = { client, source, tally, organisation: await showcaseOrganisations(client, source, tally) };
  const project = await addProject(run);
  await addPosts(run);
  await addNews(run);
  return project;
}

/** Loads the two showcase records alone; returns the rows created per table (none the second time). `demo wipe` leaves them. */
export async function loadShowcase(url: string): Promise<Record<string, number>> {
  return inTransaction(url, async (client) => {
    const tally = new Tally();
    const project = await addShowcase(client, tally);
    if (project !== null) await recomputeFindings(client, { projectIds: [project] });
    return tally.counts;
  });
}
