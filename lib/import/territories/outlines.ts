import { createHash } from "node:crypto";
import { geoCentroid } from "d3-geo";
import type { Client } from "pg";
import { limits } from "@/lib/core/limits";
import { type Outline, simplifyOutlines } from "@/lib/map/outlines";
import type { Change } from "../apply/facts";
import { ownershipOf, writeRevisions } from "../places/history";
import type { Problem } from "../reasons";
import { type OutlineRow, outlineRows } from "../sources/territories/outlines";
import type { Writing, Written } from "./import";
import { loadUpperTerritories, matchUpper, type UpperTerritory } from "./upper";

/** Detail kept, in degrees: about 500 m, a pixel or two on the map of a département. */
const tolerance = 0.005;
/** How far outside its outline's frame a territory's own position may be, in degrees: it is that of its seat. */
const margin = 0.5;

/** Stores simplified outlines of régions and départements, and a position for those that have none. */
export async function importOutlines(client: Client, features: readonly unknown[], writing: Writing): Promise<Written> {
  const { rows, problems } = outlineRows(features);
  const territories = await loadUpperTerritories(client);
  const tell = ({ column }: OutlineRow, value: string, reason: Problem["reason"]) =>
    problems.push({ line: null, column, value, reason });
  const matched = matchUpper(rows, territories, tell).filter(({ row, territory }) => {
    const fits = surrounds(row.outline, territory);
    if (!fits) tell(row, `${row.code} ${row.name}`, "outline_elsewhere");
    return fits;
  });
  const simplified = simplifyOutlines(
    matched.map(({ row }) => row.outline),
    tolerance,
  );
  const codes = matched.map(({ territory }) => territory.code);
  const ownership = await ownershipOf(client, "territory", codes, writing.sourceCode);
  const changed = matched.flatMap(({ row, territory }, index) => {
    const outline = simplified[index] ?? [];
    const isNew = territory.outline === null;
    const differs = JSON.stringify(outline) !== JSON.stringify(territory.outline);
    if (JSON.stringify(outline).length > limits.outlineLength) tell(row, territory.name, "outline_too_large");
    else if (isNew || (differs && ownership(territory.code, "outline") !== "other")) return [changeOf(territory, outline)];
    else if (differs) tell(row, territory.name, "value_kept");
    return [];
  });
  if (changed.length > 0) await write(client, changed, await writing.run());
  return { read: features.length, updated: changed.length, problems, revisions: changed.length };
}

type OutlineChange = {
  id: number;
  publicId: string;
  outline: Outline;
  latitude: number | null;
  longitude: number | null;
  changes: Change[];
};

function changeOf({ id, code, latitude, longitude, outline: stored }: UpperTerritory, outline: Outline): OutlineChange {
  // History names an outline by its digest: thousands of numbers tell a reader nothing.
  const changes: Change[] = [{ field: "outline", before: stored === null ? null : digest(stored), after: digest(outline) }];
  const unchanged = { id, publicId: code, outline, changes };
  if (latitude !== null && longitude !== null) return { ...unchanged, latitude: null, longitude: null };
  const [east, north] = geoCentroid({ type: "MultiPolygon", coordinates: outline });
  const centre = { latitude: north.toFixed(5), longitude: east.toFixed(5) };
  changes.push({ field: "position", before: null, after: { ...centre, precision: "area" } });
  return { ...unchanged, latitude: Number(centre.latitude), longitude: Number(centre.longitude) };
}

function digest(outline: unknown): string {
  return createHash("sha256").update(JSON.stringify(outline)).digest("hex").slice(0, 12);
}

/** Coordinates in the wrong order, or of another projection, put the outline somewhere else. */
function surrounds(outline: Outline, { latitude, longitude }: UpperTerritory): boolean {
  if (latitude === null || longitude === null) return true;
  const points = outline.flat(2);
  const within = (value: number, axis: 0 | 1) => {
    const values = points.map((point) => point[axis] ?? 0);
    const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    return value >= least - margin && value <= most + margin;
  };
  return within(longitude, 0) && within(latitude, 1);
}

async function write(client: Client, changed: readonly OutlineChange[], from: { importRunId: number; actor: string }) {
  await client.query(
    `UPDATE territory t SET outline = input.outline, latitude = coalesce(t.latitude, input.latitude),
       longitude = coalesce(t.longitude, input.longitude),
       coordinate_precision = CASE WHEN input.latitude IS NULL THEN t.coordinate_precision ELSE 'area' END
     FROM json_to_recordset($1::json) AS input(id int, outline jsonb, latitude numeric, longitude numeric) WHERE t.id = input.id`,
    [JSON.stringify(changed.map(({ changes, publicId, ...row }) => row))],
  );
  await writeRevisions(client, "territory", changed, from);
}
