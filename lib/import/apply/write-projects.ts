import { type BulkRow, insertPublic, insertRows, sqlOf, takeIds, updateRows } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import { recomputeFindings } from "@/lib/quality/recompute";
import { rules } from "@/lib/quality/rules";
import type { OrganisationEntry } from "../draft";
import { columnsOfFacts, textFact } from "./facts";
import { compareFacts, type Plan } from "./plan";
import {
  addAliases,
  created,
  createOrganisations,
  createPost,
  type Provenance,
  recordRevisions,
  writePostPeople,
} from "./write-organisations";

export type Identity = { id: number; publicId: string };
/** A plan and the record that it is written to; `fresh`: the record was made a moment ago. */
type Target = { plan: Plan; id: number; publicId: string; fresh: boolean };

/**
 * Writes plans, inside the caller's transaction: a handful of statements whatever their number. Returns the ids of the
 * records, in the order of the plans.
 */
export async function writePlans(db: DatabaseReader, plans: readonly Plan[], from: Provenance): Promise<Identity[]> {
  await createOrganisations(db, [...new Set(plans.flatMap(({ newOrganisations }) => newOrganisations))], from);
  for (const post of new Set(plans.flatMap(({ newPosts }) => newPosts))) await createPost(db, post, from);
  for (const { postPeople } of plans) await writePostPeople(db, postPeople.write, from);
  const aliases = plans.flatMap(({ record }) => record.draft.aliases ?? []);
  await addAliases(db, aliases, from);
  const targets = await writeColumns(db, plans, from);
  await writeLists(db, targets);
  await writePeople(db, targets, from);
  await writeFindings(db, targets, from);
  await recomputeFindings(sqlOf(db), { projectIds: targets.map(({ id }) => id) });
  return targets.map(({ id, publicId }) => ({ id, publicId }));
}

async function writeColumns(db: DatabaseReader, plans: readonly Plan[], from: Provenance): Promise<Target[]> {
  const sql = sqlOf(db);
  const fresh = plans.filter(({ current }) => current === null);
  const ids = await takeIds(sql, "project", fresh.length);
  const idOfPlan = new Map(fresh.map((plan, index) => [plan, ids[index] ?? Number.NaN]));
  const provenance = { origin: "imported", source_id: from.sourceId };
  const publicIds = await insertPublic(
    sql,
    "project",
    fresh.map((plan) => ({ ...rowOf(plan, idOfPlan.get(plan) ?? Number.NaN, from), ...provenance })),
  );
  const targets = plans.map((plan): Target => {
    const id = plan.current?.id ?? idOfPlan.get(plan) ?? Number.NaN;
    const publicId = plan.current?.publicId ?? publicIds.get(id) ?? "";
    const fresh = plan.current === null;
    // Compared again: organisations made a moment ago have their public ids now.
    const isStale = !fresh && plan.newOrganisations.length > 0;
    return { plan: isStale ? { ...plan, ...compareFacts(plan.record.draft, plan.current) } : plan, id, publicId, fresh };
  });
  const changed = targets.filter(({ plan, fresh: isNew }) => !isNew && plan.changes.length > 0);
  await updateRows(
    sql,
    "project",
    changed.map(({ plan, id }) => ({ ...rowOf(plan, id, from), updated_at: new Date() })),
  );
  const revised = targets
    .filter((target) => target.fresh || changed.includes(target))
    .map(({ plan, publicId, fresh: isNew }) => ({
      entity: "project" as const,
      publicId,
      changes: isNew ? created : plan.changes,
    }));
  await recordRevisions(db, revised, from);
  return targets;
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
async function writeLists(db: DatabaseReader, targets: readonly Target[]): Promise<void> {
  const sql = sqlOf(db);
  const having = (field: string) =>
    targets.filter(({ plan, fresh }) => fresh || plan.changes.some((change) => change.field === field));
  await writeTexts(db, targets);
  for (const field of lists) {
    const stale = having(field).filter(({ fresh }) => !fresh);
    if (stale.length === 0) continue;
    const ids = stale.map(({ id }) => id);
    await sql.query(`DELETE FROM ${tableOf[field]} WHERE project_id = ANY($1::int[])`, [ids]);
  }
  const rows = <T>(field: (typeof lists)[number], make: (target: Target) => T[]) => having(field).flatMap(make);
  await insertRows(sql, "project_place", rows("places", placeRows));
  await insertRows(sql, "project_organisation", rows("organisations", organisationRows));
  await insertRows(sql, "project_theme", rows("themes", themeRows));
  await writeFunding(db, having("funding"));
}

async function writeTexts(db: DatabaseReader, targets: readonly Target[]): Promise<void> {
  const sql = sqlOf(db);
  const changed = targets.map((target) => ({
    ...target,
    fields: target.fresh ? null : new Set(target.plan.changes.map(({ field }) => field)),
  }));
  const stale = changed.flatMap(({ id, plan, fields }) =>
    fields === null ? [] : [...fields].flatMap((field) => staleText(id, field, plan.facts.language)),
  );
  if (stale.length > 0)
    await sql.query(
      `DELETE FROM project_text t USING json_populate_recordset(NULL::project_text, $1::json) AS old
       WHERE t.project_id = old.project_id AND t.field = old.field AND t.language = old.language`,
      [JSON.stringify(stale)],
    );
  const rows = changed.flatMap(({ id, plan, fields }) =>
    plan.record.draft.texts
      .filter((text) => fields === null || fields.has(textFact(text)))
      .map((text) => ({ project_id: id, ...text })),
  );
  await insertRows(sql, "project_text", rows);
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

async function writeFunding(db: DatabaseReader, targets: readonly Target[]): Promise<void> {
  const sql = sqlOf(db);
  const drafts = targets.flatMap(({ plan, id }) =>
    plan.record.draft.funding.map((line, position) => ({ line, position, project_id: id })),
  );
  const ids = await takeIds(sql, "funding_line", drafts.length);
  const rows = drafts.map(({ line, position, project_id }, index) => ({
    id: ids[index],
    ...{ project_id, position, funder_id: idOf(line.funder) },
    ...{ year: line.year, amount: line.amount, currency: line.currency, kind: line.kind, in_kind: line.inKind },
  }));
  await insertRows(sql, "funding_line", rows);
  const schemes = drafts.flatMap(({ line }, index) =>
    line.schemes.map(({ code, amount }) => ({ funding_line_id: ids[index], scheme_code: code, amount })),
  );
  await insertRows(sql, "scheme_line", schemes);
}

/** Staff of partners and addresses withheld from texts are restricted, whatever the source showed (domain rule 11). */
async function writePeople(db: DatabaseReader, targets: readonly Target[], from: Provenance): Promise<void> {
  const sql = sqlOf(db);
  const provenance = { origin: "imported", source_id: from.sourceId, import_run_id: from.importRunId };
  const stale = (list: "people" | "volunteers") => targets.flatMap(({ plan, id, fresh }) => (plan[list] && !fresh ? [id] : []));
  const remove = async (rows: string, ids: readonly number[]) => {
    if (ids.length > 0) await sql.query(`DELETE FROM ${rows} AND project_id = ANY($1::int[])`, [ids]);
  };
  await remove("contact WHERE organisation_id IS NOT NULL AND origin = 'imported' AND NOT opted_out", stale("people"));
  await remove("volunteer WHERE true", stale("volunteers"));
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
  await insertRows(sql, "contact", people);
  const volunteers = targets.flatMap(({ plan, id }) =>
    (plan.volunteers ?? []).map((name) => ({ project_id: id, last_name: name })),
  );
  await insertRows(sql, "volunteer", volunteers);
}

async function writeFindings(db: DatabaseReader, targets: readonly Target[], from: Provenance): Promise<void> {
  const removed = targets.flatMap(({ plan }) => plan.findings.remove);
  if (removed.length > 0) await db.qualityFinding.deleteMany({ where: { id: { in: removed } } });
  const updated = targets.flatMap(({ plan }) => plan.findings.update);
  await updateRows(
    sqlOf(db),
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
  await insertRows(sqlOf(db), "quality_finding", rows);
}

function idOf({ id, name }: OrganisationEntry): number {
  if (id === null) throw new Error(`organisation without an id: ${name}`);
  return id;
}
