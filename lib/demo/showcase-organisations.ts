import type { ClientBase } from "pg";
import { insertRows, takeIds } from "@/lib/core/bulk";
import { normaliseName, slugify } from "@/lib/core/text";
import showcase from "./content/showcase.json";
import { today } from "./timeline";
import type { Tally } from "./transaction";

export const showcaseDate = `${today}T00:00:00Z`;

type Entry = {
  kind: string;
  name: string;
  nameEn: string | null;
  country: string | null;
  subdivision: string | null;
  siren: string | null;
  territory: string | null;
  place: number | null;
  aliases: readonly string[];
};
type Position = { latitude: string; longitude: string } | undefined;

/** A body already known by its SIREN, else by one of its names in its country; demo records never stand in for real ones. */
async function findOrganisation(client: ClientBase, entry: Entry): Promise<number | undefined> {
  if (entry.siren !== null) {
    const found = await client.query<{ id: number }>(
      "SELECT organisation_id AS id FROM organisation_code WHERE scheme = 'siren' AND code = $1",
      [entry.siren],
    );
    if (found.rows[0]) return found.rows[0].id;
  }
  const names = [entry.name, ...entry.aliases];
  const found = await client.query<{ id: number }>(
    `SELECT o.id FROM organisation o
     WHERE o.origin <> 'demo' AND o.successor_id IS NULL AND o.country_code IS NOT DISTINCT FROM $1
       AND (o.name = ANY($2) OR EXISTS (SELECT FROM organisation_alias a WHERE a.organisation_id = o.id AND a.normalised = ANY($3)))
     ORDER BY o.kind_code = $4 DESC, o.id LIMIT 1`,
    [entry.country, names, names.map(normaliseName), entry.kind],
  );
  return found.rows[0]?.id;
}

/** Position of a GeoNames place, if the reference data hold it. */
export async function placePosition(client: ClientBase, place: number | null): Promise<Position> {
  const result = await client.query<{ latitude: string; longitude: string }>(
    "SELECT latitude, longitude FROM place WHERE geonames_id = $1",
    [place],
  );
  return result.rows[0];
}

async function communePosition(client: ClientBase, code: string | null): Promise<Position> {
  const result = await client.query<{ latitude: string; longitude: string }>(
    "SELECT latitude, longitude FROM territory WHERE code = $1 AND latitude IS NOT NULL",
    [code],
  );
  return result.rows[0];
}

async function addOrganisation(client: ClientBase, entry: Entry, source: number, tally: Tally): Promise<number> {
  const [id = 0] = await takeIds(client, "organisation", 1);
  const place = await placePosition(client, entry.place);
  const position = place ?? (await communePosition(client, entry.territory));
  const row = {
    id,
    kind_code: entry.kind,
    name: entry.name,
    name_en: entry.nameEn,
    slug: slugify(entry.name),
    country_code: entry.country,
    subdivision_code: entry.subdivision,
    place_id: place ? entry.place : null,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    coordinate_precision: position ? "municipality" : null,
    origin: "manual",
    source_id: source,
    created_at: showcaseDate,
    updated_at: showcaseDate,
  };
  tally.add("organisation", await insertRows(client, "organisation", [row]));
  const aliases = new Map(
    [entry.name, ...(entry.nameEn ? [entry.nameEn] : []), ...entry.aliases].map((name) => [normaliseName(name), name]),
  );
  const rows = [...aliases].map(([normalised, name]) => ({ organisation_id: id, name, normalised }));
  tally.add("organisation_alias", await insertRows(client, "organisation_alias", rows));
  if (entry.siren !== null)
    tally.add(
      "organisation_code",
      await insertRows(client, "organisation_code", [{ scheme: "siren", code: entry.siren, organisation_id: id }]),
    );
  return id;
}

/** Ids of the organisations of the showcase records: those known already, and new ones for the rest. */
export async function showcaseOrganisations(client: ClientBase, source: number, tally: Tally): Promise<(name: string) => number> {
  const ids = new Map<string, number>();
  for (const [name, entry] of Object.entries(showcase.organisations))
    ids.set(name, (await findOrganisation(client, entry)) ?? (await addOrganisation(client, entry, source, tally)));
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new RangeError(`unknown organisation of the showcase: ${name}`);
    return id;
  };
}
