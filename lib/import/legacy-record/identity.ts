import { createHash } from "node:crypto";
import type { DatabaseReader } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import type { ProjectDraft } from "../draft";

/** A record of the source. `id` is null until it is created (and stays so in a dry run). */
export type ProjectEntry = {
  id: number | null;
  publicId: string | null;
  legacyId: number | null;
  sourceKey: string;
  title: string;
  signedYear: number | null;
  /** A record that a person merged into the one of this id: number and key are those of the merged one. */
  merged?: boolean;
};

export type ProjectIndex = ProjectEntry[];

/** Records of one source: all of them, or those that imports after `sinceRun` wrote. */
export async function loadProjects(db: DatabaseReader, sourceId: number, sinceRun: number | null): Promise<ProjectIndex> {
  const facts = { id: true, publicId: true, title: true, signedYear: true } as const;
  const stored = await db.project.findMany({
    where: { sourceId, ...(sinceRun === null ? {} : { importRunId: { gt: sinceRun } }) },
    select: { ...facts, legacyId: true, sourceKey: true },
  });
  if (sinceRun !== null) return stored;
  const merged = await db.projectSourceKey.findMany({ where: { sourceId }, include: { project: { select: facts } } });
  return [...stored, ...merged.map(({ project, legacyId, sourceKey }) => ({ ...project, legacyId, sourceKey, merged: true }))];
}

/** Brings an index up to date with what other imports wrote. */
export async function completeProjects(
  db: DatabaseReader,
  projects: ProjectIndex,
  sourceId: number,
  sinceRun: number,
): Promise<void> {
  const known = new Map(projects.flatMap((project) => (project.merged ? [] : [[project.id, project]])));
  for (const project of await loadProjects(db, sourceId, sinceRun)) {
    const entry = known.get(project.id);
    if (entry) Object.assign(entry, project);
    else projects.push(project);
  }
}

/**
 * Identity of a record inside its source: its number there where known; else a digest of what a correction of the page rarely
 * touches (title, lead authorities as printed, year of the agreement), so that a changed page is still the same record.
 */
export function sourceKeyOf(legacyId: number | null, title: string, leads: readonly string[], signedYear: number | null): string {
  if (legacyId !== null) return `legacy:${legacyId}`;
  const identity = JSON.stringify([normaliseName(title), leads.map(normaliseName).sort(), signedYear]);
  return `page:${createHash("sha256").update(identity).digest("hex").slice(0, 32)}`;
}

/**
 * Finds the record that a page describes. `pageKey` is the key that the page has without its number: a record imported once
 * with and once without it is the same. "ambiguous": it may be several, or one that shares nothing else with the page.
 */
export async function identify(
  db: DatabaseReader,
  projects: ProjectIndex,
  draft: ProjectDraft,
  pageKey: string,
): Promise<ProjectEntry | null | "ambiguous"> {
  if (draft.legacyId !== null) {
    const numbered = projects.find(({ legacyId }) => legacyId === draft.legacyId);
    if (numbered) return numbered;
    const unnumbered = projects.find(({ sourceKey, legacyId }) => sourceKey === pageKey && legacyId === null);
    return unnumbered && (await sharesPartners(db, unnumbered, draft)) ? unnumbered : null;
  }
  const known = projects.find(({ sourceKey }) => sourceKey === pageKey);
  const candidates = known ? [known] : await sameIdentity(db, projects, draft);
  const [only, ...others] = candidates;
  if (!only) return null;
  return others.length === 0 && (await sharesPartners(db, only, draft)) ? only : "ambiguous";
}

/** Records imported with their number whose title, year and lead authorities are the draft's. */
async function sameIdentity(db: DatabaseReader, projects: ProjectIndex, draft: ProjectDraft): Promise<ProjectEntry[]> {
  const title = normaliseName(draft.title);
  const same: ProjectEntry[] = [];
  for (const project of projects) {
    if (same.some(({ id }) => id === project.id)) continue;
    if (project.legacyId === null || project.signedYear !== draft.signedYear || normaliseName(project.title) !== title) continue;
    const stored = await organisationsOf(db, project, "lead_authority");
    const leads = organisationsOfDraft(draft, "lead_authority");
    if (stored.size === leads.length && leads.every((id) => id !== null && stored.has(id))) same.push(project);
  }
  return same;
}

/** Two twinnings of one town in one year may bear one title: with no partner in common they are two records. */
async function sharesPartners(db: DatabaseReader, project: ProjectEntry, draft: ProjectDraft): Promise<boolean> {
  const stored = await organisationsOf(db, project, "foreign_partner");
  const partners = organisationsOfDraft(draft, "foreign_partner");
  return stored.size === 0 || partners.length === 0 || partners.some((id) => id !== null && stored.has(id));
}

function organisationsOfDraft(draft: ProjectDraft, role: string): (number | null)[] {
  return draft.organisations.flatMap(({ roleCode, organisation }) => (roleCode === role ? [organisation.id] : []));
}

async function organisationsOf(db: DatabaseReader, { id }: ProjectEntry, roleCode: string): Promise<Set<number>> {
  if (id === null) return new Set();
  const rows = await db.projectOrganisation.findMany({ where: { projectId: id, roleCode }, select: { organisationId: true } });
  return new Set(rows.map(({ organisationId }) => organisationId));
}
