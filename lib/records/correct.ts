import type { Database, DatabaseReader } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { canonical, type Json } from "@/lib/import/apply/canonical";
import type { Change } from "@/lib/import/apply/facts";
import { factsOf, revise } from "./facts";
import { codesOf, evidence, type Field, fields } from "./fields";
import { findRecord, type KnownRecord } from "./record";
import { refusal } from "./refusal";
import { onRecords } from "./transaction";
import { writeOrganisation, writeProject } from "./write";

/** Who made the revisions of a correction: a person, whose own name is personal data. */
const actor = "operator";

/** What a correction changed; empty when the record says so already. */
export type Corrected = { record: string; changes: Change[] };

/**
 * Sets facts of a record as a person states them (`FIELD=VALUE`; nothing after the sign empties the field), in one transaction
 * with a line of its history, by which later imports know that they must keep them. Throws `invalid_input`.
 */
export async function correctRecord(
  db: Database,
  id: string,
  assignments: readonly string[],
  source: string | null,
): Promise<Corrected> {
  const stated = source === null ? null : (readValue("--source", source, { takes: evidence, optional: true }) as string | null);
  return onRecords(db, false, async (tx) => {
    const record = await findRecord(tx, id);
    await tx.$executeRaw`SELECT FROM project WHERE public_id = ${record.publicId} FOR UPDATE`;
    await tx.$executeRaw`SELECT FROM organisation WHERE public_id = ${record.publicId} FOR UPDATE`;
    const given = await read(tx, record, assignments);
    const facts = await factsOf(tx, record);
    const changes = Object.entries(given)
      .map(([field, after]) => ({ field, before: facts[field] ?? null, after }))
      .filter(({ before, after }) => canonical(before) !== canonical(after));
    if (changes.length === 0) return { record: record.publicId, changes };
    const write = record.entity === "project" ? writeProject : writeOrganisation;
    await write(tx, record, facts, changes);
    await revise(tx, record, actor, [...changes, ...(stated ? [{ field: "evidence", before: null, after: stated }] : [])]);
    return { record: record.publicId, changes };
  });
}

async function read(db: DatabaseReader, record: KnownRecord, assignments: readonly string[]): Promise<Record<string, Json>> {
  const known = fields[record.entity];
  const names = Object.keys(known).join(", ");
  if (assignments.length === 0) throw refusal("noField", { fields: names });
  const given: Record<string, Json> = {};
  for (const assignment of assignments) {
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(assignment) ?? [];
    if (name === "") throw refusal("assignmentInvalid", { value: shown(assignment), fields: names });
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!field) throw refusal("fieldUnknown", { field: shown(name), fields: names });
    if (Object.hasOwn(given, name)) throw refusal("fieldTwice", { field: name });
    given[name] = readValue(name, value, field);
    await checkReference(db, record, name, given[name], field);
  }
  return given;
}

function readValue(name: string, value: string, field: Field): Json {
  if (value.trim() === "") {
    if (!field.optional) throw refusal("fieldRequired", { field: name });
    return null;
  }
  const read = field.takes.safeParse(value);
  if (read.success) return read.data;
  const reason = read.error.issues[0]?.message as Parameters<typeof refusal>[0];
  throw refusal(reason, { field: name, value: shown(value) });
}

/** What a value points to must be there. */
async function checkReference(db: DatabaseReader, record: KnownRecord, name: string, value: Json, field: Field): Promise<void> {
  if (typeof value !== "string") return;
  if (field.list) {
    const codes = await codesOf(db, field.list);
    if (!codes.includes(value)) throw refusal("codeUnknown", { field: name, value: shown(value), codes: codes.join(", ") });
  }
  if (name === "successor") {
    const successor = await findRecord(db, value);
    if (successor.id === record.id) throw refusal("ownSuccessor", { id: value });
  }
}

function shown(value: string): string {
  return value.length > limits.reportValueLength ? `${value.slice(0, limits.reportValueLength)}…` : value;
}
