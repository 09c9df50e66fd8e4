import { z } from "zod";
import { limits } from "@/lib/core/limits";
import { FileRefused } from "../../source";
import { parseSmallTable, type SmallTable } from "../small-table";

const collection = z.object({ type: z.literal("FeatureCollection"), features: z.array(z.unknown()) });

/** A file of territories, by what it holds. */
export type TerritoriesFile =
  | { kind: "centroids"; table: SmallTable }
  | { kind: "identifiers"; table: SmallTable }
  | { kind: "outlines"; features: unknown[] };

/** Tells from its content which kind a file is. Throws `FileRefused` when it is none. */
export function recogniseTerritories(text: string): TerritoriesFile {
  const body = text.replace(/^\uFEFF/, "");
  if (body.trimStart().startsWith("{")) return { kind: "outlines", features: readFeatures(body) };
  const table = parseSmallTable(body);
  const has = (...names: string[]) => names.every((name) => table.columns.includes(name));
  if (has("code", "lat", "lon")) return { kind: "centroids", table };
  if (has("nom", "siren", "cog")) return { kind: "identifiers", table };
  throw refusal("not_territories", 1, table.columns.join(", "));
}

function readFeatures(text: string): unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    // V8 tells the position in the text; the line is what an editor shows.
    const position = /position (\d+)/.exec(String(error))?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split(/\r\n|\n|\r/).length;
    throw refusal("json_broken", line, "");
  }
  const read = collection.safeParse(content);
  if (!read.success) throw refusal("not_territories", null, "GeoJSON");
  if (read.data.features.length > limits.outlineFeatures)
    throw refusal("rows_over_bound", null, String(read.data.features.length));
  return read.data.features;
}

function refusal(reason: "json_broken" | "not_territories" | "rows_over_bound", line: number | null, value: string): FileRefused {
  return new FileRefused([{ line, column: null, value, reason }]);
}
