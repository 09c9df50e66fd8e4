import { applyProjects } from "../apply/apply-projects";
import { type IatiLists, loadIatiLists } from "../match/iati-lists";
import type { ImportKind } from "../source";
import { iatiSourceCode, readIati } from "../sources/iati";

/** Files of IATI activities; `schemas`: a folder of the standard's schemas, by which files are validated. */
export function iatiActivities(schemas: string | null): ImportKind<IatiLists> {
  return {
    code: "iati",
    sourceCode: iatiSourceCode,
    remember: (db) => loadIatiLists(db),
    apply: applyProjects,
    records: (input) => readIati({ ...input, ...(schemas === null ? {} : { schemas }) }),
  };
}
