import type { Degrees } from "@/lib/core/geo";
import type { Problem } from "../reasons";
import type { TableRow } from "../sources/table/row";

/** An end of a twinning as a list names it. `qualifier`: what stands in brackets or after a comma. */
export type StatedEnd = { stated: string; name: string; qualifier: string | null; position: Degrees | null };

export type StatedTwinning = { line: number; french: StatedEnd; partner: StatedEnd; country: string; problems: Problem[] };

/** Keys of the headings (see `headerKey`) and the headings as the file writes them. */
export const columns = {
  french: { key: "frenchcity", label: "french_city" },
  latitude: { key: "lat", label: "lat" },
  longitude: { key: "lon", label: "lon" },
  partner: { key: "partnercity", label: "partner_city" },
  country: { key: "partnercountry", label: "partner_country" },
  partnerLatitude: { key: "partnerlat", label: "partner_lat" },
  partnerLongitude: { key: "partnerlon", label: "partner_lon" },
} as const;

/** Headings without which the file is no list of twinnings. */
export const requiredColumns = [columns.french, columns.partner, columns.country];

/** Reads one row of a list of twinnings. */
export function readRow(row: TableRow): StatedTwinning {
  const problems = [...row.problems];
  const cell = ({ key }: { key: string }) => row.cells.get(key) ?? "";
  const missing = requiredColumns.find((column) => cell(column) === "");
  if (missing) problems.push({ line: row.line, column: missing.label, value: "", reason: "value_missing" });
  const position = (latitude: { key: string; label: string }, longitude: { key: string; label: string }) => {
    const point = pointOf(cell(latitude), cell(longitude));
    if (point !== "invalid") return point;
    const value = `${cell(latitude)} ${cell(longitude)}`;
    problems.push({ line: row.line, column: latitude.label, value, reason: "position_invalid" });
    return null;
  };
  return {
    line: row.line,
    french: { ...splitName(cell(columns.french)), position: position(columns.latitude, columns.longitude) },
    partner: {
      ...splitName(cell(columns.partner)),
      position: position(columns.partnerLatitude, columns.partnerLongitude),
    },
    country: cell(columns.country),
    problems,
  };
}

/** "Seynod (Annecy)" → Seynod, Annecy; "Vernouillet, Yvelines" → Vernouillet, Yvelines; "Soure – Samuel" → Samuel, Soure. */
export function splitName(stated: string): Pick<StatedEnd, "stated" | "name" | "qualifier"> {
  const bracketed = /^(.*\S)\s*\(([^()]+)\)$/.exec(stated);
  if (bracketed) return { stated, name: bracketed[1] ?? stated, qualifier: bracketed[2] ?? null };
  const after = /^([^,]*\S)\s*,\s*(\S.*)$/.exec(stated);
  if (after) return { stated, name: after[1] ?? stated, qualifier: after[2] ?? null };
  const part = /^(.*\S)\s+–\s+(\S.*)$/.exec(stated);
  if (part) return { stated, name: part[2] ?? stated, qualifier: part[1] ?? null };
  return { stated, name: stated, qualifier: null };
}

function pointOf(latitude: string, longitude: string): Degrees | null | "invalid" {
  if (latitude === "" && longitude === "") return null;
  const number = /^-?\d{1,3}(?:\.\d+)?$/;
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  const isPoint = number.test(latitude) && number.test(longitude);
  // 0, 0 lies in the ocean: it is what programs write for "unknown".
  if (!isPoint || Math.abs(point.latitude) > 90 || Math.abs(point.longitude) > 180) return "invalid";
  return point.latitude === 0 && point.longitude === 0 ? "invalid" : point;
}
