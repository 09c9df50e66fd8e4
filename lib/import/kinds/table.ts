import type { DatabaseReader } from "@/lib/core/db";
import { applyOrganisations } from "../apply/apply-organisations";
import { applyProjects } from "../apply/apply-projects";
import type { ImportKind, OrganisationRecord } from "../source";
import type { Mapping } from "../sources/table/mapping";
import { readOrganisationTable, readTable } from "../sources/table/read-table";

/** Tables of projects, funding lines or subsidies, read through a mapping; they belong to the source that it names. */
export function projectTable(mapping: Mapping): ImportKind<null> {
  return {
    code: "table",
    sourceCode: mapping.source.code,
    storeSource: (db) => storeSource(db, mapping),
    remember: async () => null,
    records: (input) => readTable({ ...input, mapping }),
    apply: applyProjects,
  };
}

/** Tables of organisations, read through a mapping. */
export function organisationTable(mapping: Mapping): ImportKind<null, OrganisationRecord> {
  return {
    code: "table",
    sourceCode: mapping.source.code,
    storeSource: (db) => storeSource(db, mapping),
    remember: async () => null,
    records: (input) => readOrganisationTable({ ...input, mapping }),
    apply: applyOrganisations,
  };
}

/** The source that a mapping names, as it names it now. */
async function storeSource(db: DatabaseReader, { source: { code, ...stated } }: Mapping): Promise<void> {
  await db.source.upsert({ where: { code }, create: { code, ...stated }, update: stated });
}
