import type { Progress } from "@/lib/core/progress";
import type { ImportReport } from "../report";
import { type ImportOptions, importFiles } from "../run";
import { importDirectly } from "../run-direct";
import type { DirectKind, ImportCode, ImportKind } from "../source";
import { legacyPages } from "./legacy-page";
import { posts } from "./posts";
import { territories } from "./territories";
import { twinTowns } from "./twin-towns";

/** Every kind of file that can be imported. */
const kinds: readonly (ImportKind | DirectKind)[] = [legacyPages, twinTowns, posts, territories];

/** The codes of the kinds, in the order in which they are offered. */
export const importCodes: readonly ImportCode[] = kinds.map(({ code }) => code);

/** Imports files of a kind. Throws when the database does not answer or holds no reference data. */
export function importOfKind(
  code: ImportCode,
  url: string,
  files: readonly string[],
  options: ImportOptions,
  onProgress?: Progress,
): Promise<ImportReport> {
  const kind = kinds.find((one) => one.code === code);
  if (!kind) throw new RangeError(`no import kind ${code}`);
  if ("apply" in kind) return importDirectly(url, kind, files, options, onProgress);
  return importFiles(url, kind, files, options, onProgress);
}
