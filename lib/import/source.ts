import type { OrganisationCodeScheme } from "@/lib/core/prisma-client/enums";
import type { OrganisationEntry, ProjectDraft } from "./draft";
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

/** A file that cannot be read to its end or is none of its kind: nothing of it is written. */
export class FileRefused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ reason }) => reason).join(", "));
    this.name = "FileRefused";
  }
}
