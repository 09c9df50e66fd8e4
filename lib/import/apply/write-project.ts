import type { DatabaseReader } from "@/lib/core/db";
import { slugify } from "@/lib/core/text";
import { recomputeFindings } from "@/lib/quality/recompute";
import { rules } from "@/lib/quality/rules";
import type { OrganisationEntry, ProjectDraft } from "../draft";
import { changesBetween, factsOfDraft } from "./facts";
import type { Plan } from "./plan";
import { createOrganisation, createPost, type Provenance, recordCreation, writePostPeople } from "./write-organisations";

type Identity = { id: number; publicId: string };

/** Writes a plan, inside the caller's transaction. Returns the ids of the record. */
export async function writePlan(
  db: DatabaseReader,
  draft: ProjectDraft,
  plan: Plan,
  sourceKey: string,
  from: Provenance,
): Promise<Identity> {
  for (const entry of plan.newOrganisations) await createOrganisation(db, entry, from);
  for (const entry of plan.newPosts) await createPost(db, entry, from);
  await writePostPeople(db, plan.postPeople.write, from);
  const project =
    plan.project?.id && plan.project.publicId && plan.current
      ? await updateProject(db, draft, plan, { id: plan.project.id, publicId: plan.project.publicId }, sourceKey, from)
      : await createProject(db, draft, sourceKey, from);
  await writePeople(db, plan, project.id, from);
  await writeFindings(db, plan, project.id, from);
  const sql = {
    query: async <T>(text: string, values: unknown[] = []) => ({ rows: await db.$queryRawUnsafe<T[]>(text, ...values) }),
  };
  await recomputeFindings(sql, { projectIds: [project.id] });
  return project;
}

function columnsOf(draft: ProjectDraft) {
  const { title, language, formCode, declaredStatusCode, signedYear, start, end } = draft;
  const { threeYearFunding, communicationInFrance, communicationAbroad, evaluation, legacyId } = draft;
  // The title is in one language: both addresses are made of it until somebody translates it.
  const slug = slugify(title);
  return {
    ...{ legacyId, title, language, formCode, declaredStatusCode, signedYear, slugFr: slug, slugEn: slug },
    ...{ threeYearFunding, communicationInFrance, communicationAbroad, evaluation },
    startOn: start && new Date(start.date),
    startPrecision: start?.precision ?? null,
    endOn: end && new Date(end.date),
    endPrecision: end?.precision ?? null,
  };
}

async function createProject(db: DatabaseReader, draft: ProjectDraft, sourceKey: string, from: Provenance): Promise<Identity> {
  const provenance = { origin: "imported" as const, sourceId: from.sourceId, importRunId: from.importRunId };
  const project = await db.project.create({
    data: { ...columnsOf(draft), ...provenance, sourceKey },
    select: { id: true, publicId: true },
  });
  await writeLists(db, draft, project.id, null);
  await recordCreation(db, "project", project.publicId, from);
  return project;
}

async function updateProject(
  db: DatabaseReader,
  draft: ProjectDraft,
  { current }: Plan,
  project: Identity,
  sourceKey: string,
  from: Provenance,
): Promise<Identity> {
  // Compared again: organisations made a moment ago have their public ids now.
  const changes = changesBetween(current?.facts ?? {}, factsOfDraft(draft));
  if (changes.length === 0) return project;
  const fields = new Set(changes.map(({ field }) => field));
  const key = draft.legacyId === null ? {} : { sourceKey };
  await db.project.update({
    where: { id: project.id },
    data: { ...columnsOf(draft), ...key, importRunId: from.importRunId, updatedAt: new Date() },
  });
  await writeLists(db, draft, project.id, fields);
  await db.revision.create({
    data: { entity: "project", publicId: project.publicId, actor: from.actor, importRunId: from.importRunId, changes },
  });
  return project;
}

const textFields = ["context", "background", "objectives", "description", "beneficiaries"] as const;

/** Writes the lists of a record: all of a new one (`changed` null), else those whose facts changed, in place of the stored ones. */
async function writeLists(
  db: DatabaseReader,
  draft: ProjectDraft,
  projectId: number,
  changed: ReadonlySet<string> | null,
): Promise<void> {
  const where = { projectId };
  const has = (field: string) => changed === null || changed.has(field);
  if (changed) {
    const field = { in: textFields.filter(has) };
    await db.projectText.deleteMany({ where: { projectId, language: draft.language, status: "original", field } });
    if (has("places")) await db.projectPlace.deleteMany({ where });
    if (has("organisations")) await db.projectOrganisation.deleteMany({ where });
    if (has("themes")) await db.projectTheme.deleteMany({ where });
    if (has("funding")) await db.fundingLine.deleteMany({ where });
  }
  const original = { projectId, language: draft.language, status: "original" as const };
  await db.projectText.createMany({
    data: draft.texts.filter(({ field }) => has(field)).map((text) => ({ ...text, ...original })),
  });
  if (has("places"))
    await db.projectPlace.createMany({ data: draft.places.map((place, rank) => placeRow(projectId, place, rank)) });
  if (has("organisations")) {
    await db.projectOrganisation.createMany({
      data: draft.organisations.map(({ organisation, roleCode }, position) => ({
        ...{ projectId, roleCode, position },
        organisationId: idOf(organisation),
      })),
    });
  }
  if (has("themes"))
    await db.projectTheme.createMany({ data: draft.themes.map(({ id, rank }) => ({ projectId, themeId: id, rank })) });
  if (has("funding")) await writeFunding(db, draft, projectId);
}

function placeRow(projectId: number, { countryCode, name, position }: ProjectDraft["places"][number], rank: number) {
  const { latitude = null, longitude = null, precision = null } = position ?? {};
  return { projectId, countryCode, name, position: rank, latitude, longitude, coordinatePrecision: precision };
}

async function writeFunding(db: DatabaseReader, { funding }: ProjectDraft, projectId: number): Promise<void> {
  const lines = await db.fundingLine.createManyAndReturn({
    data: funding.map(({ funder, year, amount }, position) => ({
      ...{ projectId, position, year, amount, kind: "cofunding" as const },
      funderId: idOf(funder),
    })),
    select: { id: true, position: true },
  });
  const schemes = lines.flatMap(({ id, position }) =>
    (funding[position]?.schemes ?? []).map(({ code, amount }) => ({ fundingLineId: id, schemeCode: code, amount })),
  );
  if (schemes.length > 0) await db.schemeLine.createMany({ data: schemes });
}

/** Staff of partners and addresses withheld from texts are restricted, whatever the page showed (domain rule 11). */
async function writePeople(db: DatabaseReader, plan: Plan, projectId: number, from: Provenance): Promise<void> {
  if (plan.people) {
    const provenance = { origin: "imported" as const, sourceId: from.sourceId, importRunId: from.importRunId };
    const stored = { projectId, organisationId: { not: null }, origin: "imported" as const, optedOut: false };
    if (plan.current) await db.contact.deleteMany({ where: stored });
    await db.contact.createMany({
      data: plan.people.map(({ organisation, person }) => ({
        ...person,
        ...provenance,
        projectId,
        organisationId: idOf(organisation),
        visibility: "restricted" as const,
      })),
    });
  }
  if (plan.volunteers) {
    if (plan.current) await db.volunteer.deleteMany({ where: { projectId } });
    await db.volunteer.createMany({ data: plan.volunteers.map((lastName) => ({ projectId, lastName })) });
  }
}

async function writeFindings(db: DatabaseReader, { findings }: Plan, projectId: number, from: Provenance): Promise<void> {
  if (findings.remove.length > 0) await db.qualityFinding.deleteMany({ where: { id: { in: findings.remove } } });
  for (const { id, details } of findings.update)
    await db.qualityFinding.update({ where: { id }, data: { details, importRunId: from.importRunId } });
  if (findings.add.length === 0) return;
  await db.qualityFinding.createMany({
    data: findings.add.map(({ rule, organisation, key, details }) => ({
      ...{ rule, key, details, projectId },
      severity: rules[rule].severity,
      organisationId: organisation && idOf(organisation),
      importRunId: from.importRunId,
    })),
  });
}

function idOf({ id, name }: OrganisationEntry): number {
  if (id === null) throw new Error(`organisation without an id: ${name}`);
  return id;
}
