import { statSync } from "node:fs";
import { legacyPages } from "@/lib/import/kinds/legacy-page";
import { importFiles } from "@/lib/import/run";
import { timed } from "./figures";
import { writeLegacyPages } from "./legacy-pages";

/** `doubtful` counts lines that the importer would not guess. */
export type ImportTimes = { pages: number; bytesPerPage: number; doubtful: number; firstMs: number; secondMs: number };

/** Imports pages of our own into a database with reference data, twice; throws unless all are taken, then none is changed. */
export async function measureImport(url: string, folder: string, pages: number): Promise<ImportTimes> {
  const files = writeLegacyPages(folder, pages);
  const options = { dryRun: false, actor: "bench" };
  const first = await timed(() => importFiles(url, legacyPages, files, options));
  const { created, doubtful } = first.result.counts;
  if (created !== pages) {
    const refused = first.result.files.find(({ status }) => status !== "created");
    throw new Error(`${created} of ${pages} pages were taken; one was not: ${JSON.stringify(refused?.lines[0])}`);
  }
  const second = await timed(() => importFiles(url, legacyPages, files, options));
  if (second.result.counts.unchanged !== pages) throw new Error("a second import changed pages");
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { pages, bytesPerPage: Math.round(bytes / pages), doubtful, firstMs: first.ms, secondMs: second.ms };
}
