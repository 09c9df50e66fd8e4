import { type BulkRow, type Sql, takeIdentities, takeIds, type Writer } from "@/lib/core/bulk";
import type { Transaction } from "@/lib/core/db";
import { rules } from "@/lib/quality/rules";
import type { OrganisationEntry, ProjectDraft } from "../draft";
import { columnsOfFacts, textFact } from "./facts";
import { compareFacts, type Plan } from "./plan";
import {
  addAliases,
  created,
  createOrganisations,
  createPost,
  identifyOrganisations,
  type Provenance,
  recordRevisions,
  writePostPeople,
} from "./write-organisations";

export type Identity = { id: number; publicId: string };
/** A plan and the record that it is written to; `fresh`: the record was made a moment ago. */
type Target = { plan: Plan; id: number; publicId: string; fresh: boolean };

/**
 * Writes plans, inside the caller's transaction: a handful of statements whatever their number, sent when those of the plans
 * before are written. Returns the ids of the records, in the order of the plans.
 */
export async function writePlans(tx: Transaction, writer: Writer, plans: readonly Plan[], from: Provenance): Promise<Identity[]> {
  const organisations = [...new Set(plans.flatMap(({ newOrganisations }) => newOrganisations))];
  const targets = await identify(tx.sql, plans, organisations);
  const lineIds = await takeIds(tx.sql, "funding_line", targets.flatMap(fundingOf).length);
  await writer.done();
  createOrganisations(writer, organisations, from);
  for (const post of new Set(plans.flatMap(({ newPosts }) => newPosts))) await createPost(tx.db, writer, post, from);
  for (const { postPeople } of plans) await writePostPeople(tx.db, postPeople.write, from);
  const aliases = plans.flatMap(({ record }) => record.draft.aliases ?? []);
  addAliases(writer, aliases, from);
  writeColumns(writer, targets, from);
  writeLists(writer, targets, lineIds);
  writePeople(writer, targets, from);
  writeFindings(writer, targets, from);
  return targets.map(({ id, publicId }) => ({ id, publicId }));
}

/** The records that plans are written to; new ones, and new organisations, are given their ids. */
async function identify(sql: Sql, plans: readonly Plan[], organisations: readonly OrganisationEntry[]): Promise<Target[]> {
  const made = plans.filter(({ current }) => current === null);
  const [, identities] = await Promise.all([
    identifyOrganisations(sql, organisations),
    takeIdentities(sql, "project", made.length),
  ]);
  const identityOf = new Map(made.map((plan, index) => [plan, identities[index]]));
  return plans.map((plan): Target => {
    const fresh = plan.current === null;
    const { id, publicId } = plan.current ?? identityOf.get(plan) ?? { id: Number.NaN, publicId: "" };
    // Compared again: organisations made a moment ago have their public ids now.
    const isStale = !fresh && plan.newOrganisations.length > 0;
    return { plan: isStale ? { ...plan, ...compareFacts(plan.record.draft, plan.current) } : plan, id, publicId, fresh };
  });
}

function writeColumns(writer: Writer, targets: readonly Target[], from: Provenance): void {
  const made = targets.filter(({ fresh }) => fresh);
  const provenance = { origin: "imported", source_id: from.sourceId };
  writer.insert(
    "project",
    made.map(({ plan, id, publicId }) => ({ ...rowOf(plan, id, from), public_id: publicId, ...provenance })),
  );
  const changed = targets.filter(({ plan, fresh }) => !fresh && plan.changes.length > 0);
  writer.update(
    "project",
    changed.map(({ plan, id }) => ({ ...rowOf(plan, id, from), updated_at: new Date() })),
  );
  const revised = targets
    .filter((target) => target.fresh || changed.includes(target))
    .map(({ plan, publicId, fresh }) => ({ entity: "project" as const, publicId, changes: fresh ? created : plan.changes }));
  recordRevisions(writer, revised, from);
}

function rowOf({ facts, record }: Plan, id: number, from: Provenance): BulkRow {
  return { id, source_key: record.sourceKey, ...columnsOfFacts(facts), import_run_id: from.importRunId };
}

const lists = ["places", "organisations", "themes", "funding"] as const;
const tableOf = {
  places: "project_place",
  organisations: "project_organisation",
  themes: "project_theme",
  funding: "funding_line",
} as const;

/** Writes the lists of new records, and of the others those that changed, in place of the stored ones. */
function writeLists(writer: Writer, targets: readonly Target[], lineIds: readonly number[]): void {
  const having = (field: string) =>
    targets.filter(({ plan, fresh }) => fresh || plan.changes.some((change) => change.field === field));
  writeTexts(writer, targets);
  for (const field of lists) {
    const stale = having(field).filter(({ fresh }) => !fresh);
    if (stale.length === 0) continue;
    const ids = stale.map(({ id }) => id);
    writer.run(`DELETE FROM ${tableOf[field]} WHERE project_id = ANY($1::int[])`, [ids]);
  }
  const rows = <T>(field: (typeof lists)[number], make: (target: Target) => T[]) => having(field).flatMap(make);
  writer.insert("project_place", rows("places", placeRows));
  writer.insert("project_organisation", rows("organisations", organisationRows));
  writer.insert("project_theme", rows("themes", themeRows));
  writeFunding(writer, having("funding"), lineIds);
}

function writeTexts(writer: Writer, targets: readonly Target[]): void {
  const changed = targets.map((target) => ({
    ...target,
    fields: target.fresh ? null : new Set(target.plan.changes.map(({ field }) => field)),
  }));
  const stale = changed.flatMap(({ id, plan, fields }) =>
    fields === null ? [] : [...fields].flatMap((field) => staleText(id, field, plan.facts.language)),
  );
  if (stale.length > 0)
    writer.run(
      `DELETE FROM project_text t USING json_populate_recordset(NULL::project_text, $1::json) AS old
       WHERE t.project_id = old.project_id AND t.field = old.field AND t.language = old.language`,
      [JSON.stringify(stale)],
    );
  const rows = changed.flatMap(({ id, plan, fields }) =>
    plan.record.draft.texts
      .filter((text) => fields === null || fields.has(textFact(text)))
      .map((text) => ({ project_id: id, ...text })),
  );
  writer.insert("project_text", rows);
}

const textFields = new Set(["title", "context", "background", "objectives", "description", "beneficiaries"]);

function staleText(projectId: number, fact: string, language: unknown): BulkRow[] {
  const [field = "", translated] = fact.split(".");
  // The title in the language of the record is a column, no text.
  if (!textFields.has(field) || (field === "title" && translated === undefined)) return [];
  return [{ project_id: projectId, field, language: translated ?? language }];
}

function placeRows({ plan, id }: Target): BulkRow[] {
  return plan.record.draft.places.map(({ countryCode, name, position }, rank) => ({
    project_id: id,
    position: rank,
    country_code: countryCode,
    name,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    coordinate_precision: position?.precision ?? null,
  }));
}

function organisationRows({ plan, id }: Target): BulkRow[] {
  return plan.record.draft.organisations.map(({ organisation, roleCode }, position) => ({
    project_id: id,
    organisation_id: idOf(organisation),
    role_code: roleCode,
    position,
  }));
}

function themeRows({ plan, id }: Target): BulkRow[] {
  return plan.record.draft.themes.map((theme) => ({
    project_id: id,
    theme_id: theme.id,
    rank: theme.rank,
    percentage: theme.percentage,
  }));
}

type FundingDraft = { line: ProjectDraft["funding"][number]; position: number; project_id: number };

function fundingOf({ plan, id }: Target): FundingDraft[] {
  return plan.record.draft.funding.map((line, position) => ({ line, position, project_id: id }));
}

function writeFunding(writer: Writer, targets: readonly Target[], ids: readonly number[]): void {
  const drafts = targets.flatMap(fundingOf);
  const rows = drafts.map(({ line, position, project_id }, index) => ({
    id: ids[index],
    ...{ project_id, position, funder_id: idOf(line.funder) },
    ...{ year: line.year, amount: line.amount, currency: line.currency, kind: line.kind, in_kind: line.inKind },
  }));
  writer.insert("funding_line", rows);
  const schemes = drafts.flatMap(({ line }, index) =>
    line.schemes.map(({ code, amount }) => ({ funding_line_id: ids[index], scheme_code: code, amount })),
  );
  writer.insert("scheme_line", schemes);
}

/** Staff of partners and addresses withheld from texts are restricted, whatever the source showed (domain rule 11). */
function writePeople(writer: Writer, targets: readonly Target[], from: Provenance): void {
  const provenance = { origin: "imported", source_id: from.sourceId, import_run_id: from.importRunId };
  const stale = (list: "people" | "volunteers") => targets.flatMap(({ plan, id, fresh }) => (plan[list] && !fresh ? [id] : []));
  const remove = (rows: string, ids: readonly number[]) => {
    if (ids.length > 0) writer.run(`DELETE FROM ${rows} AND project_id = ANY($1::int[])`, [ids]);
  };
  remove("contact WHERE organisation_id IS NOT NULL AND origin = 'imported' AND NOT opted_out", stale("people"));
  remove("volunteer WHERE true", stale("volunteers"));
  const people = targets.flatMap(({ plan, id }) =>
    (plan.people ?? []).map(({ organisation, person }) => ({
      function_code: person.functionCode,
      function_label: person.functionLabel,
      last_name: person.lastName,
      first_name: person.firstName,
      email: person.email,
      ...provenance,
      project_id: id,
      organisation_id: idOf(organisation),
      visibility: "restricted",
    })),
  );
  writer.insert("contact", people);
  const volunteers = targets.flatMap(({ plan, id }) =>
    (plan.volunteers ?? []).map((name) => ({ project_id: id, last_name: name })),
  );
  writer.insert("volunteer", volunteers);
}

function writeFindings(writer: Writer, targets: readonly Target[], from: Provenance): void {
  const removed = targets.flatMap(({ plan }) => plan.findings.remove);
  if (removed.length > 0) writer.run("DELETE FROM quality_finding WHERE id = ANY($1::int[])", [removed]);
  const updated = targets.flatMap(({ plan }) => plan.findings.update);
  writer.update(
    "quality_finding",
    updated.map(({ id, details }) => ({ id, details, import_run_id: from.importRunId })),
  );
  const rows = targets.flatMap(({ plan, id }) =>
    plan.findings.add.map(({ rule, organisation, key, details }) => ({
      ...{ rule, key, details, project_id: id },
      severity: rules[rule].severity,
      organisation_id: organisation && idOf(organisation),
      import_run_id: from.importRunId,
    })),
  );
  writer.insert("quality_finding", rows);
}

function idOf({ id, name }: OrganisationEntry): number {
  if (id === null) throw new Error(`organisation without an id: ${name}`);
  return id;
}
