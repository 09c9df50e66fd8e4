import { isoDay } from "@/lib/core/dates";
import type { DatabaseReader } from "@/lib/core/db";
import type { Project } from "@/lib/core/prisma-client/client";
import { shortDate } from "../normalise/dates";
import type { Json } from "./canonical";
import { loadCorrections } from "./corrections";
import { type PublicFacts, textFact } from "./facts";

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
  id: number;
  publicId: string;
  sourceKey: string;
  /** The key is that of a record that a person merged into this one, which another key keeps up to date. */
  merged: boolean;
  facts: PublicFacts;
  /** Facts that a person set after the last import that did. */
  corrected: ReadonlySet<string>;
  people: CurrentPerson[];
  volunteers: string[];
  /** Those stated by an importer; the ones of other rules are not ours to touch. */
  findings: CurrentFinding[];
};

const organisation = { select: { publicId: true } };

/** What one kind of row says of each project. */
type ByProject<T> = Map<number, T[]>;

function byProject<Row extends { projectId: number | null }>(rows: readonly Row[]): ByProject<Row> {
  const groups: ByProject<Row> = new Map();
  for (const row of rows) {
    if (row.projectId === null) continue;
    const group = groups.get(row.projectId);
    if (group) group.push(row);
    else groups.set(row.projectId, [row]);
  }
  return groups;
}

/**
 * What the database holds of projects of one source, by source key, in the form in which drafts are compared with it. One
 * query after the other: in a transaction they share one connection, which `pg` does not let two queries wait for.
 */
export async function loadCurrent(
  db: DatabaseReader,
  sourceId: number,
  sourceKeys: readonly string[],
): Promise<Map<string, CurrentProject>> {
  const keys = { sourceId, sourceKey: { in: [...sourceKeys] } };
  const former = await db.projectSourceKey.findMany({ where: keys });
  const merged = former.map(({ projectId }) => projectId);
  const rows = await db.project.findMany({ where: merged.length > 0 ? { OR: [keys, { id: { in: merged } }] } : keys });
  if (rows.length === 0) return new Map();
  const current = await loadProjects(db, rows);
  const wanted = new Set(sourceKeys);
  const own = rows.filter((row) => row.sourceId === sourceId && wanted.has(row.sourceKey));
  const entries = [
    ...own.map((row) => ({ ...row, projectId: row.id, merged: false })),
    ...former.map((row) => ({ ...row, merged: true })),
  ];
  return new Map(
    entries.flatMap(({ sourceKey, projectId, merged: isMerged }) => {
      const project = current.get(projectId);
      return project ? [[sourceKey, { ...project, sourceKey, merged: isMerged }]] : [];
    }),
  );
}

/** The projects by their ids. */
async function loadProjects(
  db: DatabaseReader,
  rows: readonly Project[],
): Promise<Map<number, Omit<CurrentProject, "sourceKey" | "merged">>> {
  const ids = rows.map(({ id }) => id);
  const lists = await loadLists(db, ids);
  const people = await loadPeople(db, ids);
  const findings = await loadFindings(db, ids);
  const corrections = await loadCorrections(
    db,
    rows.map(({ publicId }) => publicId),
  );
  return new Map(
    rows.map((row) => {
      const { id, publicId } = row;
      const facts = { ...scalarFacts(row), ...lists(id) };
      const corrected = corrections.get(publicId) ?? new Set<string>();
      return [id, { id, publicId, facts, corrected, ...people(id), findings: findings.get(id) ?? [] }];
    }),
  );
}

/** The public facts of projects, by id. */
export async function loadFacts(db: DatabaseReader, ids: number[]): Promise<Map<number, PublicFacts>> {
  const rows = await db.project.findMany({ where: { id: { in: ids } } });
  const lists = await loadLists(db, ids);
  return new Map(rows.map((row) => [row.id, { ...scalarFacts(row), ...lists(row.id) }]));
}

function scalarFacts(row: Project): PublicFacts {
  return {
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
    multilateral: row.multilateral,
    lastConfirmedOn: row.lastConfirmedOn && isoDay(row.lastConfirmedOn),
    sourceUrl: row.sourceUrl,
  };
}

function dateFact(date: Date | null, precision: "year" | "month" | "day" | null): string | null {
  return date && precision && shortDate({ date: isoDay(date), precision });
}

async function loadLists(db: DatabaseReader, ids: number[]): Promise<(id: number) => PublicFacts> {
  const where = { projectId: { in: ids } };
  const orderBy = { position: "asc" as const };
  // Machine translations are not an importer's: a later import leaves them alone.
  const texts = byProject(await db.projectText.findMany({ where: { ...where, status: { not: "machine" } } }));
  const places = byProject(await db.projectPlace.findMany({ where, orderBy }));
  const organisations = byProject(
    await db.projectOrganisation.findMany({ where, orderBy, select: { projectId: true, roleCode: true, organisation } }),
  );
  const themes = byProject(
    await db.projectTheme.findMany({
      where,
      orderBy: { rank: "asc" },
      select: { projectId: true, rank: true, percentage: true, theme: { select: { code: true } } },
    }),
  );
  const funding = await loadFunding(db, ids);
  return (id) => ({
    ...Object.fromEntries((texts.get(id) ?? []).map((text) => [textFact(text), text.body])),
    places: (places.get(id) ?? []).map((place) => ({
      country: place.countryCode,
      name: place.name,
      latitude: place.latitude?.toFixed(5) ?? null,
      longitude: place.longitude?.toFixed(5) ?? null,
      precision: place.coordinatePrecision,
    })),
    organisations: (organisations.get(id) ?? []).map((row) => ({
      organisation: row.organisation.publicId,
      role: row.roleCode,
    })),
    themes: (themes.get(id) ?? []).map(({ theme, rank, percentage }) => ({
      theme: theme.code,
      rank,
      percentage: percentage?.toFixed(2) ?? null,
    })),
    funding: funding(id),
  });
}

async function loadFunding(db: DatabaseReader, ids: number[]): Promise<(id: number) => Json> {
  const lines = byProject(
    await db.fundingLine.findMany({
      where: { projectId: { in: ids } },
      orderBy: { position: "asc" },
      include: { funder: organisation, schemeLines: { orderBy: { schemeCode: "asc" } } },
    }),
  );
  return (id) =>
    (lines.get(id) ?? []).map(({ funder, year, amount, currency, kind, inKind, schemeLines }) => ({
      funder: funder.publicId,
      year,
      amount: amount?.toFixed(2) ?? null,
      ...{ currency, kind, inKind },
      schemes: schemeLines.map((scheme) => ({ code: scheme.schemeCode, amount: scheme.amount?.toFixed(2) ?? null })),
    }));
}

async function loadPeople(
  db: DatabaseReader,
  ids: number[],
): Promise<(id: number) => Pick<CurrentProject, "people" | "volunteers">> {
  const contacts = byProject(
    await db.contact.findMany({
      where: { projectId: { in: ids }, organisationId: { not: null }, origin: "imported" },
      include: { organisation },
    }),
  );
  const volunteers = byProject(
    await db.volunteer.findMany({ where: { projectId: { in: ids } }, select: { projectId: true, lastName: true } }),
  );
  return (id) => ({
    people: (contacts.get(id) ?? []).map((contact) => ({
      ...contact,
      organisationPublicId: contact.organisation?.publicId ?? "",
    })),
    volunteers: (volunteers.get(id) ?? []).map(({ lastName }) => lastName ?? ""),
  });
}

async function loadFindings(db: DatabaseReader, ids: number[]): Promise<Map<number, CurrentFinding[]>> {
  const findings = await db.qualityFinding.findMany({
    where: { projectId: { in: ids }, importRunId: { not: null } },
    include: { organisation },
  });
  const groups = byProject(findings);
  return new Map(
    [...groups].map(([id, rows]) => [
      id,
      rows.map(({ id: findingId, rule, key, details, resolvedAt, ...finding }) => ({
        ...{ id: findingId, rule, key },
        details: details as Json,
        organisationPublicId: finding.organisation?.publicId ?? null,
        resolved: resolvedAt !== null,
      })),
    ]),
  );
}
