import { isSiren } from "@/lib/reference/authorities";
import type { Problem } from "../../reasons";
import type { SmallTable } from "../small-table";

/** Position of a commune (INSEE code), WGS84 degrees. */
export type CentroidRow = { line: number; code: string; name: string; latitude: number; longitude: number };
/** SIREN of the authority of a région or a département (INSEE code without a prefix). */
export type IdentifierRow = { line: number; code: string; name: string; siren: string };

const decimal = /^-?\d{1,3}(\.\d{1,20})?$/;

/** Positions of communes; rows without two coordinates are told and left out, and so is the year's old `epci` column. */
export function centroidRows({ columns, rows, problems: unreadable }: SmallTable): { rows: CentroidRow[]; problems: Problem[] } {
  const problems = [...unreadable];
  if (columns.includes("epci")) problems.push({ line: 1, column: "epci", value: "", reason: "column_ignored" });
  const read = rows.flatMap(({ line, cells }): CentroidRow[] => {
    const { code = "", nom = "", lat = "", lon = "" } = cells;
    const [latitude, longitude] = [lat, lon].map((text) => (decimal.test(text) ? Number(text) : Number.NaN)) as [number, number];
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return [{ line, code, name: nom, latitude, longitude }];
    problems.push({ line, column: "lat", value: `${lat}, ${lon}`, reason: "coordinates_invalid" });
    return [];
  });
  return { rows: read, problems };
}

/** SIREN of régions and départements; rows whose SIREN has a wrong check digit are told and left out. */
export function identifierRows({ rows, problems: unreadable }: SmallTable): { rows: IdentifierRow[]; problems: Problem[] } {
  const problems = [...unreadable];
  const read = rows.flatMap(({ line, cells }): IdentifierRow[] => {
    const { cog = "", nom = "" } = cells;
    const siren = (cells.siren ?? "").replace(/\s/g, "");
    if (isSiren(siren)) return [{ line, code: cog, name: nom, siren }];
    problems.push({ line, column: "siren", value: siren, reason: "siren_invalid" });
    return [];
  });
  return { rows: read, problems };
}
