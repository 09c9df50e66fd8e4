import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Transaction } from "@/lib/core/db";
import type { IatiLists } from "../match/iati-lists";
import type { Reason } from "../reasons";
import { NotKept } from "../records/iati/not-kept";
import { recordOfActivity } from "../records/iati/record";
import { FileRefused, type SourceInput, type SourceRecord } from "../source";
import { decodeXml } from "./iati/decode";
import { type IatiVersion, parseIati } from "./iati/parse";
import { faultsOf } from "./iati/validate";

/** `memory`: the lists of loadIatiLists. `schemas`: a folder of the standard's schemas, by which files are validated. */
export type IatiInput = SourceInput & { tx: Transaction; memory: IatiLists; schemas?: string };

/** Code of the source to which IATI activities belong. */
export const iatiSourceCode = "iati-activities";

/**
 * The activities of an IATI file (2.01 to 2.03) as records, one by one; then what of the file has no place in the portal, by
 * element, and its faults against the schema are told. Throws FileRefused, possibly after some records, for a file that cannot
 * be read to its end.
 */
export async function* readIati(input: IatiInput): AsyncGenerator<SourceRecord> {
  const { file, tx, lookups, memory, tell, schemas } = input;
  const notKept = new NotKept();
  let declared: IatiVersion | null = null;
  for await (const activity of parseIati(decodeXml(bytesOf(file)), (name) => notKept.add(name))) {
    declared = activity.version;
    const record = await recordOfActivity(tx, lookups, memory, activity);
    notKept.addActivity(activity.element);
    yield record;
  }
  for (const [element, count] of notKept.counts)
    tell({ line: null, column: element, value: `${element} × ${count}`, reason: "element_not_kept" });
  if (schemas !== undefined && declared !== null) for (const fault of await faultsOf(file, schemas, declared)) tell(fault);
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    // Looked at before opening: opening a named pipe would wait for ever.
    if (!(await stat(file)).isFile()) throw refused("not_a_file", "");
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw refused(code === "ENOENT" ? "not_a_file" : "unreadable", code);
  }
}

function refused(reason: Reason, value: string): FileRefused {
  return new FileRefused([{ line: null, column: null, value, reason }]);
}
