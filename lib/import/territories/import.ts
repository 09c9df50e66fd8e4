import type { Client } from "pg";
import type { SourceCode } from "@/lib/reference/sources";
import { countsOf, type PlacesContext, type PlacesReport } from "../places/context";
import type { Problem } from "../reasons";
import { encodingNote, readSmallFile } from "../sources/small-table";
import { recogniseTerritories } from "../sources/territories/recognise";
import { importCentroids } from "./centroids";
import { importIdentifiers } from "./identifiers";
import { importOutlines } from "./outlines";

/** What an importer of one kind of file did. */
export type Written = { read: number; updated: number; problems: Problem[]; revisions: number };

/** What it writes under; `run` makes the import run, and is called only when something is to be written. */
export type Writing = { sourceCode: SourceCode; run: () => Promise<{ importRunId: number; actor: string }> };

const sources = { centroids: "ign-outlines", outlines: "ign-outlines", identifiers: "ofgl-identifiers" } as const;

/**
 * Imports a file of French territories inside the caller's transaction: positions of communes, SIREN of régions and
 * départements, or their outlines, recognised by content. Importing it twice changes nothing. Throws `FileRefused` for a
 * file that is none of these.
 */
export async function importTerritories(client: Client, file: string, context: PlacesContext): Promise<PlacesReport> {
  const read = await readSmallFile(file);
  const content = recogniseTerritories(read.text);
  const sourceCode = sources[content.kind];
  const run = async () => ({ importRunId: await context.importRun(sourceCode), actor: context.actor });
  const writing: Writing = { sourceCode, run };
  const written =
    content.kind === "outlines"
      ? await importOutlines(client, content.features, writing)
      : content.kind === "centroids"
        ? await importCentroids(client, content.table, writing)
        : await importIdentifiers(client, content.table, writing);
  const problems = [...encodingNote(read), ...written.problems];
  const counts = countsOf(written.read, { created: 0, updated: written.updated, problems });
  const { encoding, sha256 } = read;
  return { encoding, sha256, counts, problems, revisions: written.revisions };
}
