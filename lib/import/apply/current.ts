import { isoDay } from "@/lib/core/dates";
import type { DatabaseReader } from "@/lib/core/db";
import type { ProjectDraft } from "../draft";
import { shortDate } from "../normalise/dates";
import type { Json } from "./canonical";
import type { PublicFacts } from "./facts";

export type CurrentFinding = {
  id: number;
  rule: string;
  organisationPublicId: string | null;
  key: string;
  details: Json;
  resolved: boolean;
};

/** PERSONAL DATA: a person of the record as stored. */
export type CurrentPerson = {
  organisationPublicId: string;
  functionCode: string;
  functionLabel: string | null;
  lastName: string | null;
  firstName: string | null;
  email: string | null;
  optedOut: boolean;
};

export type CurrentProject = {
  facts: PublicFacts;
  people: CurrentPerson[];
  volunteers: string[];
  /** Those stated by an importer; the ones of other rules are not ours to touch. */
  findings: CurrentFinding[];
};

const organisation = { select: { publicId: true } };

/**
 * What the database holds of a project, in the form in which a draft is compared with it. One query after the other: in a
 * transaction they share one connection, which `pg` does not let two queries wait for.
 */
export async function loadCurrent(db: DatabaseReader, id: number, draft: ProjectDraft): Promise<CurrentProject> {
  const row = await db.project.findUniqueOrThrow({ where: { id } });
  return {
    facts: {
      legacyId: row.legacyId,
      title: row.title,
      language: row.language,
      form: row.formCode,
      declaredStatus: row.declaredStatusCode,
      signedYear: row.signedYear,
      start: dateFact(row.startOn, row.startPrecision),
      end: dateFact(row.endOn, row.endPrecision),
      threeYearFunding: row.threeYearFunding,
      communicationInFrance: row.communicationInFrance,
      communicationAbroad: row.communicationAbroad,
      evaluation: row.evaluation,
      ...(await textFacts(db, id, draft.language)),
      ...(await listFacts(db, id)),
      funding: await fundingFacts(db, id),
    },
    ...(await loadPeople(db, id)),
    findings: await loadFindings(db, id),
  };
}

function dateFact(date: Date | null, precision: "year" | "month" | "day" | null): string | null {
  return date && precision && shortDate({ date: isoDay(date), precision });
}

async function textFacts(db: DatabaseReader, projectId: number, language: string): Promise<PublicFacts> {
  const texts = await db.projectText.findMany({ where: { projectId, language, status: "original" } });
  return Object.fromEntries(texts.map(({ field, body }) => [field, body]));
}

async function listFacts(db: DatabaseReader, projectId: number): Promise<PublicFacts> {
  const where = { projectId };
  const orderBy = { position: "asc" as const };
  const places = await db.projectPlace.findMany({ where, orderBy });
  const organisations = await db.projectOrganisation.findMany({ where, orderBy, select: { roleCode: true, organisation } });
  const themes = await db.projectTheme.findMany({
    where,
    orderBy: { rank: "asc" },
    select: { rank: true, theme: { select: { code: true } } },
  });
  return {
    places: places.map((place) => ({
      country: place.countryCode,
      name: place.name,
      latitude: place.latitude?.toFixed(5) ?? null,
      longitude: place.longitude?.toFixed(5) ?? null,
      precision: place.coordinatePrecision,
    })),
    organisations: organisations.map((row) => ({ organisation: row.organisation.publicId, role: row.roleCode })),
    themes: themes.map(({ theme, rank }) => ({ theme: theme.code, rank })),
  };
}

async function fundingFacts(db: DatabaseReader, projectId: number): Promise<Json> {
  const lines = await db.fundingLine.findMany({
    where: { projectId },
    orderBy: { position: "asc" },
    include: { funder: organisation },
  });
  const schemes = await db.schemeLine.findMany({ where: { fundingLine: { projectId } }, orderBy: { schemeCode: "asc" } });
  return lines.map(({ id, funder, year, amount }) => ({
    funder: funder.publicId,
    year,
    amount: amount?.toFixed(2) ?? null,
    schemes: schemes
      .filter(({ fundingLineId }) => fundingLineId === id)
      .map((scheme) => ({ code: scheme.schemeCode, amount: scheme.amount?.toFixed(2) ?? null })),
  }));
}

async function loadPeople(db: DatabaseReader, projectId: number): Promise<Pick<CurrentProject, "people" | "volunteers">> {
  const contacts = await db.contact.findMany({
    where: { projectId, organisationId: { not: null }, origin: "imported" },
    include: { organisation },
  });
  const volunteers = await db.volunteer.findMany({ where: { projectId }, select: { lastName: true } });
  return {
    people: contacts.map((contact) => ({ ...contact, organisationPublicId: contact.organisation?.publicId ?? "" })),
    volunteers: volunteers.map(({ lastName }) => lastName ?? ""),
  };
}

async function loadFindings(db: DatabaseReader, projectId: number): Promise<CurrentFinding[]> {
  const findings = await db.qualityFinding.findMany({
    where: { projectId, importRunId: { not: null } },
    include: { organisation },
  });
  return findings.map(({ id, rule, key, details, resolvedAt, ...finding }) => ({
    ...{ id, rule, key },
    details: details as Json,
    organisationPublicId: finding.organisation?.publicId ?? null,
    resolved: resolvedAt !== null,
  }));
}
