import { createHash } from "node:crypto";
import path from "node:path";
import { applyProjects } from "../apply/apply-projects";
import type { Identity } from "../apply/write-projects";
import {
  completeProjects,
  identify,
  loadProjects,
  type ProjectEntry,
  type ProjectIndex,
  sourceKeyOf,
} from "../legacy-record/identity";
import { recordOfPage } from "../legacy-record/record";
import type { Problem, Reason } from "../reasons";
import { FileRefused, type ImportKind, type SourceRecord } from "../source";
import { readPageFile } from "../sources/legacy-page/file";
import { legacyIdOf } from "../sources/legacy-page/file-name";
import { parseLegacyPage } from "../sources/legacy-page/parse";

/** `described`: digest of the page that described a record, by the record's key. */
type Memory = { projects: ProjectIndex; described: Map<string, string>; pending: Pending | null };
type Pending = { entry: ProjectEntry; isNew: boolean; digest: string };

/** Saved pages of the legacy Atlas: one record a file. */
export const legacyPages: ImportKind<Memory> = {
  code: "legacy-page",
  sourceCode: "legacy-atlas",
  remember: async (db, { sourceId }) => ({
    projects: await loadProjects(db, sourceId, null),
    described: new Map(),
    pending: null,
  }),
  recall: async (db, { projects }, { sourceId }, since) => completeProjects(db, projects, sourceId, since),
  apply: applyProjects,
  async *records({ file, lookups, tx, memory, tell }) {
    const { text, encoding, address, lineOf } = await readPageFile(file);
    const inFile = (problems: readonly Problem[]) => problems.map((problem) => ({ ...problem, line: lineOf(problem.line) }));
    const parsed = parseLegacyPage(text);
    if (!parsed.ok) throw new FileRefused(inFile(parsed.problems));
    if (encoding === "windows-1252") tell({ line: null, column: null, value: encoding, reason: "encoding_windows_1252" });
    const legacyId = legacyIdOf(path.basename(file)) ?? legacyIdOf(address);
    const { page } = parsed;
    const { draft, problems } = await recordOfPage(tx, lookups, page, { legacyId, problems: parsed.problems });
    const leads = page.leadAuthorities.map(({ value }) => value);
    const keyWith = (id: number | null) => sourceKeyOf(id, draft.title, leads, draft.signedYear);
    const project = await identify(tx.db, memory.projects, draft, keyWith(null));
    const digest = createHash("sha256").update(text).digest("hex");
    const refusal = refusalOf(project, memory, digest);
    const { value } = page.title;
    const line = lineOf(page.title.line);
    if (refusal || project === "ambiguous") {
      yield { draft: null, problems: [{ line, column: null, value, reason: refusal ?? "record_ambiguous" }] };
      return;
    }
    const record: SourceRecord = { sourceKey: keyWith(legacyId), line, draft, problems: inFile(problems) };
    follow(memory, record, project, digest, keyWith);
    yield record;
  },
  applied({ described, projects, pending }, record, applied) {
    if (!pending || !applied || !record.draft) return;
    const { draft, sourceKey } = record;
    const { title, signedYear, legacyId } = draft;
    Object.assign(pending.entry, { title, signedYear, legacyId, sourceKey, ...pick(applied.identity) });
    if (pending.isNew) projects.push(pending.entry);
    described.set(sourceKey, pending.digest);
  },
};

function pick(identity: Identity | null): Partial<Identity> {
  return identity ? { id: identity.id, publicId: identity.publicId } : {};
}

function refusalOf(project: ProjectEntry | null | "ambiguous", { described }: Memory, digest: string): Reason | null {
  if (project === "ambiguous") return "record_ambiguous";
  return project && (described.get(project.sourceKey) ?? digest) !== digest ? "record_twice" : null;
}

/** Ties the record to the one that the database has of it. */
function follow(
  memory: Memory,
  record: SourceRecord,
  project: ProjectEntry | null,
  digest: string,
  keyWith: (id: number | null) => string,
): void {
  // A page saved without its number does not take the number away.
  record.draft.legacyId ??= project?.legacyId ?? null;
  record.sourceKey = record.draft.legacyId === null && project ? project.sourceKey : keyWith(record.draft.legacyId);
  if (project) record.storedKey = project.sourceKey;
  const { title, signedYear, legacyId } = record.draft;
  const entry = project ?? { id: null, publicId: null, legacyId, sourceKey: record.sourceKey, title, signedYear };
  memory.pending = { entry, isNew: project === null, digest };
}
