import type { Client } from "pg";
import { type Revised, writeRevisions } from "../places/history";
import type { PostChange, PostFacts, PostsPlan } from "./plan";

type From = { sourceId: number; importRunId: number; actor: string };

/** Writes a plan inside the caller's transaction, with the history. Returns the number of revisions. */
export async function writePosts(client: Client, { create, update }: PostsPlan, from: From): Promise<number> {
  const created = await insertPosts(client, create, from);
  await updatePosts(client, update, from);
  const written = [...created, ...update.flatMap((one) => (one.stored ? [{ ...one.stored, ...one }] : []))];
  await writeJurisdictions(client, written);
  const revised: Revised[] = written.map(({ publicId, changes }) => ({ publicId, changes }));
  await writeRevisions(client, "diplomatic_post", revised, from);
  return revised.length;
}

const columns = [
  ...["kind", "name_fr", "name_en", "city_fr", "city_en", "country_code", "latitude", "longitude"],
  ...["website", "phone", "generic_email", "closed_on", "wikidata_id"],
] as const;

function rowOf({ kind, nameFr, nameEn, cityFr, cityEn, country, position, ...facts }: PostFacts) {
  return {
    ...{ kind, name_fr: nameFr, name_en: nameEn, city_fr: cityFr, city_en: cityEn, country_code: country },
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    website: facts.website ?? null,
    phone: facts.phone ?? null,
    generic_email: facts.genericEmail ?? null,
    closed_on: facts.closedOn ?? null,
    wikidata_id: facts.wikidataId,
  };
}

type Written = PostChange & { id: number; publicId: string };

async function insertPosts(client: Client, create: readonly PostChange[], from: From): Promise<Written[]> {
  const { rows } = await client.query<{ id: number; publicId: string; wikidataId: string }>(
    `INSERT INTO diplomatic_post (${columns.join(", ")}, origin, source_id, import_run_id)
     SELECT ${columns.join(", ")}, 'imported', $2, $3 FROM json_populate_recordset(NULL::diplomatic_post, $1::json)
     RETURNING id, public_id AS "publicId", wikidata_id AS "wikidataId"`,
    [JSON.stringify(create.map(({ facts }) => rowOf(facts))), from.sourceId, from.importRunId],
  );
  const ids = new Map(rows.map(({ wikidataId, ...row }) => [wikidataId, row]));
  return create.flatMap((one) => {
    const row = ids.get(one.facts.wikidataId ?? "");
    return row ? [{ ...one, ...row }] : [];
  });
}

/** A fictitious post is taken over with its provenance; any other keeps the source that made it. */
async function updatePosts(client: Client, update: readonly PostChange[], from: From): Promise<void> {
  const rows = update.map(({ stored, facts }) => ({ id: stored?.id, ...rowOf(facts) }));
  await client.query(
    `DELETE FROM contact c USING diplomatic_post p
     WHERE p.id = c.post_id AND p.origin = 'demo' AND c.origin = 'demo' AND p.id = ANY($1)`,
    [rows.map(({ id }) => id)],
  );
  await client.query(
    `UPDATE diplomatic_post p SET ${columns.map((column) => `${column} = input.${column}`).join(", ")},
       origin = CASE WHEN p.origin = 'demo' THEN 'imported' ELSE p.origin END,
       source_id = CASE WHEN p.origin = 'demo' THEN $2 ELSE p.source_id END,
       verified_on = CASE WHEN p.origin = 'demo' THEN NULL ELSE p.verified_on END, import_run_id = $3
     FROM json_populate_recordset(NULL::diplomatic_post, $1::json) AS input WHERE p.id = input.id`,
    [JSON.stringify(rows), from.sourceId, from.importRunId],
  );
}

async function writeJurisdictions(client: Client, written: readonly Written[]): Promise<void> {
  const rows = written.flatMap(({ id, facts }) =>
    facts.jurisdictions.map(({ country, subdivision }) => ({
      post_id: id,
      country_code: country,
      subdivision_code: subdivision,
    })),
  );
  const wanted = "json_populate_recordset(NULL::post_jurisdiction, $1::json)";
  const json = JSON.stringify(rows);
  await client.query(
    `DELETE FROM post_jurisdiction j WHERE j.post_id = ANY($2) AND j.place_id IS NULL AND NOT EXISTS (SELECT FROM ${wanted} AS w
       WHERE w.post_id = j.post_id AND w.country_code = j.country_code AND w.subdivision_code IS NOT DISTINCT FROM j.subdivision_code)`,
    [json, written.map(({ id }) => id)],
  );
  await client.query(
    `INSERT INTO post_jurisdiction (post_id, country_code, subdivision_code)
     SELECT post_id, country_code, subdivision_code FROM ${wanted} ON CONFLICT DO NOTHING`,
    [json],
  );
}
