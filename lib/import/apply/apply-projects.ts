import type { Sql, Writer } from "@/lib/core/bulk";
import type { Transaction } from "@/lib/core/db";
import type { PendingFindings } from "@/lib/quality/recompute";
import type { PendingRows } from "@/lib/search/pending-rows";
import type { ProjectDraft } from "../draft";
import type { Lookups } from "../match/lookups";
import { reasons } from "../reasons";
import type { Account } from "../report";
import type { Applied, RefusedRecord, SourceRecord } from "../source";
import { loadCurrent } from "./current";
import type { ImportRun } from "./import-run";
import { isEmpty, type Plan, planChanges } from "./plan";
import { writePlans } from "./write-projects";

/** Where records are accounted for and written. */
export type Target = {
  account: Account;
  dryRun: boolean;
  sourceId: number;
  importRun: ImportRun;
  writer: Writer;
  findings: PendingFindings;
  searched: PendingRows;
};

/**
 * Brings the database to hold a batch of records, in order, and accounts for each. Records with a problem of level `rejected`
 * and those whose key the file has had already are left out: their place in the result is null.
 */
export async function applyProjects(
  tx: Transaction,
  _lookups: Lookups,
  batch: readonly (SourceRecord | RefusedRecord)[],
  { account, dryRun, sourceId, importRun, writer, findings, searched }: Target,
): Promise<(Applied | null)[]> {
  const stated = batch.filter(isAccepted);
  const keys = new Set(stated.map(({ storedKey, sourceKey }) => storedKey ?? sourceKey));
  // Asked together, and followed by what is left to write: the database has something to do while the answers are read.
  const asked = Promise.all([refuseRepeated(tx.sql, stated), loadCurrent(tx.sql, sourceId, [...keys])]);
  writer.sendKept();
  const [accepted, current] = await asked;
  const plans = new Map<SourceRecord, Plan>();
  for (const { draft } of accepted) draft.organisations = withoutRepetition(draft.organisations);
  for (const record of accepted)
    plans.set(record, await planChanges(tx.db, record, current.get(record.storedKey ?? record.sourceKey) ?? null));
  for (const plan of plans.values()) tellOf(plan);
  const changing = [...plans.values()].filter((plan) => !isEmpty(plan));
  const identities = dryRun || changing.length === 0 ? [] : await writePlans(tx, writer, changing, await importRun.provenance());
  await findings.add({ projectIds: identities.map(({ id }) => id) });
  searched.add(identities.length);
  const written = new Map(changing.map((plan, index) => [plan, identities[index] ?? null]));
  return batch.map((record) => {
    const plan = record.draft ? plans.get(record) : undefined;
    for (const problem of record.problems) account.tell(problem);
    if (!plan || !record.draft) {
      account.count("rejected");
      return null;
    }
    const outcome = isEmpty(plan) ? "unchanged" : plan.current ? "updated" : "created";
    account.count(outcome);
    hold(account, record.draft);
    return { outcome, identity: plan.current ?? written.get(plan) ?? null };
  });
}

/** A body that has two names in a file, since a person merged its two records, takes part once in each role. */
function withoutRepetition(roles: ProjectDraft["organisations"]): ProjectDraft["organisations"] {
  const seen = new Set<string>();
  return roles.filter(({ organisation: { publicId }, roleCode }) => {
    const key = `${publicId} ${roleCode}`;
    if (publicId === null || !seen.has(key)) return Boolean(seen.add(key));
    return false;
  });
}

function isAccepted(record: SourceRecord | RefusedRecord): record is SourceRecord {
  return record.draft !== null && !record.problems.some(({ reason }) => reasons[reason].level === "rejected");
}

/**
 * Leaves out records whose key an earlier record of the file has. The keys are kept by the database, for the time of the
 * transaction: a file may have millions.
 */
async function refuseRepeated(sql: Sql, records: readonly SourceRecord[]): Promise<Set<SourceRecord>> {
  if (records.length === 0) return new Set();
  const firsts = new Map<string, SourceRecord>();
  for (const record of records) if (!firsts.has(record.sourceKey)) firsts.set(record.sourceKey, record);
  const { rows } = await sql.query<{ key: string }>(
    "INSERT INTO imported_key SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING source_key AS key",
    [[...firsts.keys()]],
  );
  const fresh = new Set(rows.map(({ key }) => key));
  const accepted = new Set([...firsts.values()].filter(({ sourceKey }) => fresh.has(sourceKey)));
  for (const record of records)
    if (!accepted.has(record))
      record.problems.push({ line: record.line, column: null, value: record.draft.title, reason: "record_repeated" });
  return accepted;
}

function tellOf({ record, current, postPeople, kept }: Plan): void {
  const { problems, line } = record;
  for (const { nameFr } of new Set(postPeople.differing))
    problems.push({ line: null, column: null, value: nameFr, reason: "post_contact_differs" });
  for (const { field, after } of kept)
    problems.push({
      line,
      column: field,
      value: typeof after === "string" ? after : JSON.stringify(after),
      reason: current?.merged ? "merged_source_differs" : "correction_kept",
    });
}

function hold(account: Account, { funding, posts, people, volunteers }: ProjectDraft): void {
  account.holds.fundingLines += funding.length;
  account.holds.postContacts += posts.reduce((sum, post) => sum + post.people.length, 0);
  account.holds.partnerStaff += people.filter(({ person }) => person.functionCode === "partner_staff").length;
  account.holds.volunteers += volunteers.length;
}
