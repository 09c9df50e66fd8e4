import type { Progress } from "@/lib/core/progress";
import type { ImportCode } from "../codes";
import { filesAt } from "../files";
import { loadMapping } from "../mappings/load";
import { type ImportReport, runReport } from "../report";
import { type ImportOptions, importFiles } from "../run";
import { importDirectly } from "../run-direct";
import { iatiActivities } from "./iati";
import { legacyPages } from "./legacy-page";
import { posts } from "./posts";
import { organisationTable, projectTable } from "./table";
import { territories } from "./territories";
import { twinTowns } from "./twin-towns";

/** Files of a folder that are taken for a kind; a file that is named is read whatever its extension. */
const extensionsOf: Readonly<Record<ImportCode, readonly string[]>> = {
  "legacy-page": [".txt", ".html", ".htm"],
  "twin-towns": [".csv"],
  posts: [".csv"],
  iati: [".xml"],
  table: [".csv", ".xlsx"],
  territories: [".csv", ".geojson", ".json"],
};

/** `mapping`: name or path of the mapping of a table; `schemas`: folder of the schemas of IATI. */
export type KindOptions = ImportOptions & { mapping?: string; schemas?: string };

/**
 * Imports files of a kind, and those of folders. Throws FileRefused for a mapping that cannot be used, and when the database
 * does not answer.
 */
export async function importOfKind(
  code: ImportCode,
  url: string,
  paths: readonly string[],
  options: KindOptions,
  onProgress?: Progress,
): Promise<ImportReport> {
  const { files, folders } = await filesAt(paths, extensionsOf[code]);
  const report = await importOne(code, url, files, options, onProgress);
  return runReport(code, options.dryRun, [...folders, ...report.files]);
}

async function importOne(
  code: ImportCode,
  url: string,
  files: readonly string[],
  { mapping = "", schemas, ...options }: KindOptions,
  onProgress?: Progress,
): Promise<ImportReport> {
  if (code === "posts") return importDirectly(url, posts, files, options, onProgress);
  if (code === "territories") return importDirectly(url, territories, files, options, onProgress);
  if (code === "twin-towns") return importFiles(url, twinTowns, files, options, onProgress);
  if (code === "iati") return importFiles(url, iatiActivities(schemas ?? null), files, options, onProgress);
  if (code === "legacy-page") return importFiles(url, legacyPages, files, options, onProgress);
  const read = await loadMapping(mapping);
  if (read.target === "organisations") return importFiles(url, organisationTable(read), files, options, onProgress);
  return importFiles(url, projectTable(read), files, options, onProgress);
}
