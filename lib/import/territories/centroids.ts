import { geoDistance } from "d3-geo";
import type { Client } from "pg";
import type { CoordinatePrecision } from "@/lib/core/prisma-client/enums";
import { type Ownership, ownershipOf, type Revised, writeRevisions } from "../places/history";
import type { Problem } from "../reasons";
import type { SmallTable } from "../sources/small-table";
import { type CentroidRow, centroidRows } from "../sources/territories/rows";
import type { Writing, Written } from "./import";

type Located = {
  id: number;
  publicId: string;
  code: string;
  latitude: string | null;
  longitude: string | null;
  precision: CoordinatePrecision | null;
};
type Commune = Located & { successor: string | null; around: { latitude: number; longitude: number } | null };
type Moved = { id: number; publicId: string; latitude: string; longitude: string; changes: Revised["changes"] };

const earthRadiusKm = 6371;
/** A centroid further from the stored town is told: either is wrong, or the commune is as large as in Guyane. */
const differentKm = 15;
/** No commune is so far from the main town of its département: the furthest, in Guyane, is at some 300 km. */
const farKm = 400;
/** Precisions that a commune's own position improves on. */
const coarser: ReadonlySet<CoordinatePrecision> = new Set(["area", "country", "inferred"]);

/**
 * Gives communes, and the authorities that govern them, the position of the list where they have none or a coarser one. A
 * position known from elsewhere stays. Former communes are told with their successor, which keeps its own position.
 */
export async function importCentroids(client: Client, table: SmallTable, writing: Writing): Promise<Written> {
  const { rows, problems } = centroidRows(table);
  const communes = await loadCommunes(client);
  const given = currentRows(rows, communes, problems);
  const territories = await moves(client, "territory", [...communes.values()], given, writing.sourceCode);
  const authorities = await moves(client, "organisation", await loadAuthorities(client), given, writing.sourceCode);
  const improved = new Set([...territories, ...authorities].map(({ code }) => code));
  tellDifferences(given, communes, improved, problems);
  if (improved.size > 0) {
    const from = await writing.run();
    await write(client, "territory", territories, from);
    await write(client, "organisation", authorities, from);
  }
  const revisions = territories.length + authorities.length;
  return { read: table.rows.length + table.problems.length, updated: improved.size, problems, revisions };
}

/** Rows of communes of today, by code; the others are told. */
function currentRows(
  rows: readonly CentroidRow[],
  communes: ReadonlyMap<string, Commune>,
  problems: Problem[],
): Map<string, CentroidRow> {
  const current = new Map<string, CentroidRow>();
  for (const row of rows) {
    const commune = communes.get(row.code);
    const tell = (column: string, value: string, reason: Problem["reason"]) =>
      problems.push({ line: row.line, column, value, reason });
    if (!commune) tell("code", `${row.code} ${row.name}`, "commune_unknown");
    else if (commune.successor !== null) tell("code", `${row.code} ${row.name} → ${commune.successor}`, "commune_merged");
    else if (current.has(row.code)) tell("code", `${row.code} ${row.name}`, "territory_repeated");
    else if (commune.around && kilometres(row, commune.around) > farKm)
      tell("lat", `${row.latitude}, ${row.longitude}`, "coordinates_far");
    else current.set(row.code, row);
  }
  return current;
}

async function loadCommunes(client: Client): Promise<Map<string, Commune>> {
  const { rows } = await client.query<Commune>(
    `SELECT t.id, t.code AS "publicId", t.code, t.latitude::text, t.longitude::text, t.coordinate_precision::text AS precision,
       s.code || ' ' || s.name AS successor, CASE WHEN p.latitude IS NOT NULL
         THEN json_build_object('latitude', p.latitude::float8, 'longitude', p.longitude::float8) END AS around
     FROM territory t LEFT JOIN territory s ON s.id = t.successor_id
     LEFT JOIN territory p ON p.id = t.parent_id AND p.level = 'departement'
     WHERE t.level = 'commune'`,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

async function loadAuthorities(client: Client): Promise<Located[]> {
  const { rows } = await client.query<Located>(
    `SELECT o.id, o.public_id AS "publicId", t.code, o.latitude::text, o.longitude::text, o.coordinate_precision::text AS precision
     FROM organisation o JOIN organisation_kind k ON k.code = o.kind_code AND k.is_authority
     JOIN territory t ON t.id = o.territory_id AND t.level = 'commune' AND t.successor_id IS NULL
     WHERE o.origin <> 'demo' AND o.successor_id IS NULL`,
  );
  return rows;
}

/** The records that get a position, or a new one where the stored one came from this source. */
async function moves(
  client: Client,
  entity: "territory" | "organisation",
  located: readonly Located[],
  given: ReadonlyMap<string, CentroidRow>,
  sourceCode: Writing["sourceCode"],
): Promise<(Moved & { code: string })[]> {
  const differing = located.flatMap((stored) => {
    const row = given.get(stored.code);
    const position = row && { latitude: row.latitude.toFixed(5), longitude: row.longitude.toFixed(5) };
    const same = position?.latitude === stored.latitude && position?.longitude === stored.longitude;
    return position && !same ? [{ stored, position }] : [];
  });
  const publicIds = differing.map(({ stored }) => stored.publicId);
  const ownership = await ownershipOf(client, entity, publicIds, sourceCode);
  return differing.flatMap(({ stored, position }) => {
    const { id, publicId, code, latitude, longitude, precision } = stored;
    if (!improves(stored, ownership)) return [];
    const before = latitude === null ? null : { latitude, longitude, precision };
    const changes = [{ field: "position", before, after: { ...position, precision: "municipality" } }];
    return [{ id, publicId, code, ...position, changes }];
  });
}

function improves({ publicId, precision }: Located, ownership: Ownership): boolean {
  return precision === null || coarser.has(precision) || ownership(publicId, "position") !== "other";
}

function tellDifferences(
  given: ReadonlyMap<string, CentroidRow>,
  communes: ReadonlyMap<string, Commune>,
  improved: ReadonlySet<string>,
  problems: Problem[],
): void {
  for (const [code, row] of given) {
    const { latitude, longitude } = communes.get(code) ?? { latitude: null, longitude: null };
    if (improved.has(code) || latitude === null || longitude === null) continue;
    const distance = kilometres(row, { latitude: Number(latitude), longitude: Number(longitude) });
    if (distance > differentKm)
      problems.push({
        line: row.line,
        column: "lat",
        value: `${code} ${row.name}: ${Math.round(distance)} km`,
        reason: "position_differs",
      });
  }
}

type Degrees = { latitude: number; longitude: number };
const kilometres = (a: Degrees, b: Degrees) => geoDistance([a.longitude, a.latitude], [b.longitude, b.latitude]) * earthRadiusKm;

async function write(
  client: Client,
  table: "territory" | "organisation",
  moved: readonly Moved[],
  from: { importRunId: number; actor: string },
): Promise<void> {
  const touched = table === "organisation" ? ", updated_at = now()" : "";
  await client.query(
    `UPDATE ${table} t SET latitude = input.latitude, longitude = input.longitude, coordinate_precision = 'municipality'${touched}
     FROM json_to_recordset($1::json) AS input(id int, latitude numeric, longitude numeric) WHERE t.id = input.id`,
    [JSON.stringify(moved.map(({ id, latitude, longitude }) => ({ id, latitude, longitude })))],
  );
  await writeRevisions(client, table, moved, from);
}
