import { limits } from "@/lib/core/limits";
import { readTextFile } from "../read";
import { FileRefused } from "../source";
import { type Mapping, parseMapping } from "../sources/table/mapping";
import atlasCsv from "./atlas-csv.json";
import cityList from "./city-list.json";
import scdlSubventions from "./scdl-subventions.json";

/** The mappings that come with the portal, by name. */
export const shippedMappings: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["atlas-csv", atlasCsv],
  ["scdl-subventions", scdlSubventions],
  ["city-list", cityList],
]);

/** The mapping of this name that comes with the portal, else the one in the file at this path. Throws FileRefused with what is wrong. */
export async function loadMapping(nameOrPath: string): Promise<Mapping> {
  const shipped = shippedMappings.get(nameOrPath);
  if (shipped !== undefined) return parseMapping(shipped);
  const read = await readTextFile(nameOrPath, limits.mappingBytes);
  if (!read.ok) throw new FileRefused(read.problems);
  return parseMapping(parseJson(read.file.text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const value = error instanceof SyntaxError ? error.message : "";
    throw new FileRefused([{ line: null, column: null, value, reason: "mapping_not_json" }]);
  }
}
