import type { ProjectDraft } from "./draft";
import type { Lookups } from "./match/lookups";
import type { Problem } from "./reasons";

/** One project of a file, ready to be compared with the database. */
export type SourceRecord = {
  /** Identity inside its source: what a second import of the same record finds again. */
  sourceKey: string;
  /** 1-based line of the file at which the record starts. */
  line: number | null;
  draft: ProjectDraft;
  /** What to tell of the record; a problem of level `rejected` keeps it out of the database, and the rest of the file goes in. */
  problems: Problem[];
};

/** What a source is given to read a file. */
export type SourceInput = {
  file: string;
  lookups: Lookups;
  /** Tells what concerns the file and no record of it. */
  tell: (problem: Problem) => void;
};

/** A file that cannot be read to its end or is none of its kind: nothing of it is written. */
export class FileRefused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ reason }) => reason).join(", "));
    this.name = "FileRefused";
  }
}
