import type { Client } from "pg";
import type { DatabaseReader, Transaction } from "@/lib/core/db";
import type { OrganisationCodeScheme } from "@/lib/core/prisma-client/enums";
import type { Target } from "./apply/apply-projects";
import type { Identity } from "./apply/write-projects";
import type { ImportCode } from "./codes";
import type { OrganisationEntry, ProjectDraft } from "./draft";
import type { Lookups } from "./match/lookups";
import type { PlacesContext, PlacesReport } from "./places/context";
import type { Problem } from "./reasons";

/** One project of a file, ready to be compared with the database. */
export type SourceRecord = {
  /** Identity inside its source: what a second import of the same record finds again. */
  sourceKey: string;
  /** Key under which the database holds the record, where the source found it by other means. */
  storedKey?: string;
  /** 1-based line of the file at which the record starts. */
  line: number | null;
  draft: ProjectDraft;
  /** What to tell of the record; a problem of level `rejected` keeps it out of the database, and the rest of the file goes in. */
  problems: Problem[];
};

/** A part of a file that is no record at all: it counts as a rejected one. */
export type RefusedRecord = { draft: null; problems: Problem[] };
/** What a list of organisations says of one of them. Null: not stated. */
export type OrganisationDraft = {
  name: string;
  nameEn: string | null;
  acronym: string | null;
  aliases: string[];
  kindCode: string;
  codes: { scheme: OrganisationCodeScheme; code: string }[];
  /** ISO 3166-1. */
  countryCode: string | null;
  /** WGS84 degrees as decimal strings with five digits. */
  position: { latitude: string; longitude: string } | null;
  /** http or https. */
  website: string | null;
};
/** One organisation of a file. `match` is the one of the database that it surely is, `candidates` those that it may be. */
export type OrganisationRecord = Omit<SourceRecord, "draft"> & {
  draft: OrganisationDraft;
  match: OrganisationEntry | null;
  candidates: OrganisationEntry[];
};

/** What a source is given to read a file. */
export type SourceInput = {
  file: string;
  lookups: Lookups;
  /** Tells what concerns the file and no record of it. */
  tell: (problem: Problem) => void;
};

/** What an import did with a record. */
export type Applied = {
  outcome: "created" | "updated" | "unchanged" /** Null in a dry run, of a record that would be created. */;
  identity: Identity | null;
};

/**
 * A kind of file that brings no projects and writes by itself, inside the caller's transaction. Throws FileRefused for a file
 * that is none of the kind.
 */
export type DirectKind = {
  code: ImportCode;
  apply(client: Client, file: string, context: PlacesContext): Promise<PlacesReport>;
};

/** A kind of file, and what is its own in the pipeline: reading and matching. The rest is shared. */
export type ImportKind<Memory = unknown, Read extends AnyRecord = SourceRecord | RefusedRecord> = {
  code: ImportCode;
  /** Code of the source to which what is made belongs. */
  sourceCode: string;
  /** Stores the source, where it is not one of the reference data. */
  storeSource?(db: DatabaseReader): Promise<void>;
  /** What the kind keeps between files besides the lookups. */
  remember(db: DatabaseReader, lookups: Lookups): Promise<Memory>;
  /** Brings the memory up to date with what other imports wrote after the run `since`. */
  recall?(db: DatabaseReader, memory: Memory, lookups: Lookups, since: number): Promise<void>;
  /** The records of a file, in its order. Throws FileRefused. */
  records(input: SourceInput & { tx: Transaction; memory: Memory }): AsyncIterable<Read>;
  /** Brings the database to hold a batch of records; null in place of those left out. */
  apply(tx: Transaction, lookups: Lookups, batch: readonly Read[], target: Target): Promise<(Applied | null)[]>;
  /** Told of each record after it was compared and written; null: it was left out. */
  applied?(memory: Memory, record: Read, applied: Applied | null): void;
};

export type AnyRecord = { problems: Problem[] };

/** A file that cannot be read to its end or is none of its kind: nothing of it is written. */
export class FileRefused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ reason }) => reason).join(", "));
    this.name = "FileRefused";
  }
}
