import type { Sql, Writer } from "@/lib/core/bulk";
import type { DatabaseReader, Transaction } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry } from "../draft";
import type { Lookups } from "../match/lookups";
import type { Codes } from "../match/organisation-index";
import { reasons } from "../reasons";
import type { Applied, OrganisationDraft, OrganisationRecord } from "../source";
import type { Target } from "./apply-projects";
import { loadCorrections } from "./corrections";
import type { Change } from "./facts";
import { addAliases, createOrganisations, identifyOrganisations, type Provenance, recordRevisions } from "./write-organisations";

type Stored = {
  id: number;
  publicId: string;
  nameEn: string | null;
  acronym: string | null;
  website: string | null;
  latitude: string | null;
  longitude: string | null;
  codes: { scheme: string; code: string }[];
  aliases: string[];
};
type Filling = { record: OrganisationRecord; entry: OrganisationEntry; changes: Change[]; codes: OrganisationDraft["codes"] };
/** Public ids and the fields that a person set. */
type Corrections = Awaited<ReturnType<typeof loadCorrections>>;

/**
 * Brings the database to hold a batch of organisations. Those that are known are completed: a list overwrites nothing that is
 * stated already. One that may be several is left to a person.
 */
export async function applyOrganisations(
  tx: Transaction,
  lookups: Lookups,
  batch: readonly OrganisationRecord[],
  { account, dryRun, importRun, writer, findings }: Target,
): Promise<(Applied | null)[]> {
  const accepted = batch.filter(
    ({ problems, match, candidates }) =>
      !problems.some(({ reason }) => reasons[reason].level === "rejected") && (match !== null || candidates.length === 0),
  );
  const made = new Map(accepted.filter(({ match }) => match === null).map((record) => [record, entryOf(record.draft)]));
  const known = accepted.flatMap(({ match }) => match?.id ?? []);
  const stored = new Map((await loadStored(tx.sql, known)).map((row) => [row.id, row]));
  const corrections = await loadCorrections(
    tx.sql,
    [...stored.values()].map(({ publicId }) => publicId),
  );
  const fillings = accepted.flatMap((record) => fillingOf(record, stored.get(record.match?.id ?? 0), corrections) ?? []);
  if (!dryRun && (made.size > 0 || fillings.length > 0)) {
    const organisationIds = await write(tx, writer, lookups, [...made], fillings, await importRun.provenance());
    await findings.add({ organisationIds });
  }
  return batch.map((record) => {
    for (const problem of record.problems) account.tell(problem);
    if (!accepted.includes(record)) {
      account.count("rejected");
      return null;
    }
    const outcome = made.has(record)
      ? "created"
      : fillings.some((filling) => filling.record === record)
        ? "updated"
        : "unchanged";
    account.count(outcome);
    return { outcome, identity: null };
  });
}

function codesOf({ codes }: OrganisationDraft): Codes {
  const code = (scheme: string) => codes.find((one) => one.scheme === scheme)?.code ?? null;
  return { siren: code("siren"), iati: code("iati") };
}

function entryOf({ name, nameEn, kindCode, countryCode, codes, position }: OrganisationDraft): OrganisationEntry {
  return {
    ...{
      id: null,
      publicId: null,
      name,
      nameEn,
      kindCode,
      countryCode,
      codes,
      subdivisionCode: null,
      successorId: null,
      own: true,
    },
    position: position && { ...position, precision: "municipality", place: null },
  };
}

async function loadStored(sql: Sql, ids: readonly number[]): Promise<Stored[]> {
  const { rows } = await sql.query<Stored>(
    `SELECT o.id, o.public_id AS "publicId", o.name_en AS "nameEn", o.acronym, o.website, o.latitude::text, o.longitude::text,
      coalesce((SELECT jsonb_agg(jsonb_build_object('scheme', c.scheme, 'code', c.code)) FROM organisation_code c
        WHERE c.organisation_id = o.id), '[]') AS codes,
      ARRAY(SELECT a.name FROM organisation_alias a WHERE a.organisation_id = o.id) AS aliases
    FROM organisation o WHERE o.id = ANY($1::int[])`,
    [ids],
  );
  return rows;
}

/** What the list adds to an organisation; null when it adds nothing. What a person emptied stays empty, and is told. */
function fillingOf(record: OrganisationRecord, stored: Stored | undefined, corrections: Corrections): Filling | null {
  if (!stored || !record.match) return null;
  const { draft, match } = record;
  const missing: Change[] = [];
  for (const field of ["nameEn", "acronym", "website"] as const)
    if (stored[field] === null && draft[field] !== null) missing.push({ field, before: null, after: draft[field] });
  if (stored.latitude === null && draft.position) missing.push({ field: "position", before: null, after: draft.position });
  const corrected = corrections.get(stored.publicId) ?? new Set();
  for (const { field, after } of missing)
    if (corrected.has(field))
      record.problems.push({
        ...{ line: record.line, column: field, reason: "correction_kept" },
        value: typeof after === "string" ? after : JSON.stringify(after),
      });
  const changes = missing.filter(({ field }) => !corrected.has(field));
  const codes = draft.codes.filter(({ scheme }) => !stored.codes.some((code) => code.scheme === scheme));
  for (const { scheme, code } of codes) changes.push({ field: scheme, before: null, after: code });
  const aliases = draft.aliases.filter((alias) => !stored.aliases.includes(alias));
  return changes.length + aliases.length === 0 ? null : { record, entry: match, changes, codes };
}

/** Returns the ids of the organisations written. */
async function write(
  { db, sql }: Transaction,
  writer: Writer,
  lookups: Lookups,
  made: readonly [OrganisationRecord, OrganisationEntry][],
  fillings: readonly Filling[],
  from: Provenance,
): Promise<number[]> {
  const entries = made.map(([, entry]) => entry);
  await identifyOrganisations(sql, entries);
  createOrganisations(writer, entries, from);
  for (const [{ draft }, entry] of made)
    lookups.organisations.add(entry, [draft.name, ...draft.aliases].map(normaliseName), codesOf(draft));
  const columns = ({ acronym, website }: OrganisationDraft) => ({ acronym, website });
  writer.update(
    "organisation",
    made.map(([{ draft }, { id }]) => ({ id, ...columns(draft) })),
  );
  await writer.done();
  for (const { entry, changes } of fillings) await complete(db, entry, changes);
  const codes = fillings.flatMap(({ entry, codes: added }) => added.map((code) => ({ organisation_id: entry.id, ...code })));
  writer.insert("organisation_code", codes);
  const revised = fillings.filter(({ changes }) => changes.length > 0);
  recordRevisions(
    writer,
    revised.map(({ entry, changes }) => ({ entity: "organisation", publicId: entry.publicId ?? "", changes })),
    from,
  );
  const all = [...made, ...fillings.map(({ record, entry }) => [record, entry] as const)];
  const aliases = all.flatMap(([{ draft }, organisation]) => draft.aliases.map((name) => ({ organisation, name })));
  addAliases(writer, aliases, from);
  await writer.done();
  return all.flatMap(([, { id }]) => id ?? []);
}

async function complete(db: DatabaseReader, { id }: OrganisationEntry, changes: readonly Change[]): Promise<void> {
  if (id === null) return;
  const of = (field: string) => changes.find((change) => change.field === field)?.after;
  const position = of("position") as { latitude: string; longitude: string } | undefined;
  const data = Object.fromEntries(
    (["nameEn", "acronym", "website"] as const).flatMap((field) => (of(field) === undefined ? [] : [[field, of(field)]])),
  );
  await db.organisation.update({
    where: { id },
    data: { ...data, ...(position ? { ...position, coordinatePrecision: "municipality" as const } : {}), updatedAt: new Date() },
  });
}
