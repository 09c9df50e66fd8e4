import type { Progress } from "@/lib/core/progress";
import type { ImportCode } from "../codes";
import { filesAt } from "../files";
import type { NewsOptions } from "../news/import";
import { type ImportReport, runReport } from "../report";
import { type ImportOptions, importFiles } from "../run";
import { importDirectly } from "../run-direct";

/** Files of a folder that are taken for a kind; a file that is named is read whatever its extension. */
const extensionsOf: Readonly<Record<ImportCode, readonly string[]>> = {
  "legacy-page": [".txt", ".html", ".htm"],
  "twin-towns": [".csv"],
  posts: [".csv"],
  iati: [".xml"],
  table: [".csv", ".xlsx"],
  territories: [".csv", ".geojson", ".json"],
  news: [".txt", ".xml", ".atom", ".rss"],
};

/** `mapping`: name or path of the mapping of a table; `schemas`: folder of the schemas of IATI; `news`: of news alone. */
export type KindOptions = ImportOptions & { mapping?: string; schemas?: string; news?: NewsOptions };

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

/** A kind is loaded when it is asked for: parsers of six formats take time and memory. */
async function importOne(
  code: ImportCode,
  url: string,
  files: readonly string[],
  { mapping = "", schemas, news = { accept: [], url: null }, ...options }: KindOptions,
  onProgress?: Progress,
): Promise<ImportReport> {
  const given = [files, options, onProgress] as const;
  if (code === "posts") return importDirectly(url, (await import("./posts")).posts, ...given);
  if (code === "news") return importDirectly(url, (await import("./news")).newsReleases(news), ...given);
  if (code === "territories") return importDirectly(url, (await import("./territories")).territories, ...given);
  if (code === "twin-towns") return importFiles(url, (await import("./twin-towns")).twinTowns, ...given);
  if (code === "iati") return importFiles(url, (await import("./iati")).iatiActivities(schemas ?? null), ...given);
  if (code === "legacy-page") return importFiles(url, (await import("./legacy-page")).legacyPages, ...given);
  const { organisationTable, projectTable } = await import("./table");
  const read = await (await import("../mappings/load")).loadMapping(mapping);
  if (read.target === "organisations") return importFiles(url, organisationTable(read), ...given);
  return importFiles(url, projectTable(read), ...given);
}
