import type { SourceCode } from "@/lib/reference/sources";
import type { TextFile } from "../read";
import { type Problem, reasons } from "../reasons";

/** What an importer of places is given besides the file. */
export type PlacesContext = {
  /** Who makes the revisions. */
  actor: string;
  /** Id of the import run, of the given source; called once, and only when something is to be written. */
  importRun: (sourceCode: SourceCode) => Promise<number>;
};

/** What an importer of places did with a file. Counts are rows of the file, but `doubtful`, which are lines of the report. */
export type PlacesReport = Pick<TextFile, "encoding" | "sha256"> & {
  counts: { read: number; created: number; updated: number; unchanged: number; rejected: number; doubtful: number };
  problems: Problem[];
  /** Revisions written. */
  revisions: number;
};

/** Counts of a file of which `read` rows were read and the given numbers made or changed something. */
export function countsOf(
  read: number,
  { created, updated, problems }: { created: number; updated: number; problems: readonly Problem[] },
): PlacesReport["counts"] {
  const at = (level: string) => problems.filter(({ reason }) => reasons[reason].level === level);
  const rejected = new Set(at("rejected").map(({ line, value }) => line ?? value)).size;
  return { read, created, updated, unchanged: read - created - updated - rejected, rejected, doubtful: at("doubtful").length };
}
