import path from "node:path";
import { connect, type Database, type DatabaseReader } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { type Progress, silent } from "@/lib/core/progress";
import { isEmpty, type Plan, planChanges } from "./apply/plan";
import {
  completeProjects,
  identify,
  loadProjects,
  type ProjectEntry,
  type ProjectIndex,
  sourceKeyOf,
} from "./apply/project-index";
import { refusalOf } from "./apply/refusal";
import { writePlan } from "./apply/write-project";
import type { ProjectDraft } from "./draft";
import { recordOfPage } from "./legacy-record/record";
import { completeLookups, type Lookups, loadLookups } from "./match/lookups";
import { readTextFile, type TextFile } from "./read";
import type { Problem, Reason } from "./reasons";
import { type FileReport, fileReport, type ImportReport, runReport } from "./report";
import { legacyIdOf } from "./sources/legacy-page/file-name";
import type { LegacyPage } from "./sources/legacy-page/page";
import { parseLegacyPage } from "./sources/legacy-page/parse";

const kind = "legacy-page";
const sourceCode = "legacy-atlas";
/** Key of the advisory lock under which files are applied: two imports at once take turns, file by file. */
const lockKey = 7_201_001;
/** Loading the lookups reads some 100,000 rows; a page has milliseconds of work. */
const statementTimeoutMs = 60_000;

type Options = { dryRun: boolean; actor: string };
/** What a run keeps between files. `marker` is the last import that the lookups know of. */
type State = { lookups: Lookups; projects: ProjectIndex; marker: number };
type Run = Options & {
  state: State | null /** Digest of the file that described a record, by the record's key. */;
  done: Map<string, string>;
};
type Parsed = { file: TextFile; fileName: string; page: LegacyPage; problems: Problem[]; legacyId: number | null };

/**
 * Imports saved pages of the legacy Atlas, each in a transaction of its own: whole, or not at all. Importing a page twice
 * changes nothing; a changed page makes a revision. Throws when the database does not answer or holds no reference data.
 */
export async function importLegacyPages(
  url: string,
  files: string[],
  options: Options,
  onProgress: Progress = silent,
): Promise<ImportReport> {
  const db = connect(url, { poolSize: 1, statementTimeoutMs });
  try {
    const run: Run = { ...options, state: null, done: new Map() };
    const reports: FileReport[] = [];
    for (const [index, file] of files.entries()) {
      onProgress("import.progress.files", index, files.length);
      reports.push(await importFile(db, file, run));
    }
    onProgress("import.progress.files", files.length, files.length);
    return runReport(kind, options.dryRun, reports);
  } finally {
    await db.$disconnect();
  }
}

async function importFile(db: Database, filePath: string, run: Run): Promise<FileReport> {
  const fileName = path.basename(filePath);
  const read = await readTextFile(filePath, limits.legacyPageBytes);
  if (!read.ok) return fileReport({ file: fileName, status: "rejected" }, read.problems);
  const { file } = read;
  const parsed = parseLegacyPage(file.text);
  if (!parsed.ok) return fileReport({ file: fileName, status: "rejected", encoding: file.encoding }, parsed.problems);
  const legacyId = legacyIdOf(fileName);
  const page: Parsed = { file, fileName, page: parsed.page, problems: [...encodingNote(file), ...parsed.problems], legacyId };
  try {
    if (run.dryRun) return await applyPage(db, page, run);
    const limit = { maxWait: statementTimeoutMs, timeout: statementTimeoutMs };
    return await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey}::bigint)`;
      return applyPage(tx, page, run);
    }, limit);
  } catch (error) {
    // What the transaction made is gone: the entries that point to it must go, too.
    run.state = null;
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return rejected(page, [{ line: null, column: null, value: refusal, reason: "refused_by_database" }]);
  }
}

function encodingNote({ encoding }: TextFile): Problem[] {
  return encoding === "utf-8" ? [] : [{ line: null, column: null, value: encoding, reason: "encoding_windows_1252" }];
}

async function applyPage(db: DatabaseReader, parsed: Parsed, run: Run): Promise<FileReport> {
  const state = await currentState(db, run);
  const { draft, problems } = await recordOfPage(db, state.lookups, parsed.page, parsed);
  const keyWith = (legacyId: number | null) =>
    sourceKeyOf(
      legacyId,
      draft.title,
      parsed.page.leadAuthorities.map(({ value }) => value),
      draft.signedYear,
    );
  const project = await identify(db, state.projects, draft, keyWith(null));
  if (project === "ambiguous") return discarded(run, parsed, "record_ambiguous");
  if (project && (run.done.get(project.sourceKey) ?? parsed.file.sha256) !== parsed.file.sha256)
    return discarded(run, parsed, "record_twice");
  // A page saved without its number does not take the number away.
  draft.legacyId ??= project?.legacyId ?? null;
  const plan = await planChanges(db, draft, project);
  tellPostContacts(plan, problems);
  const status = isEmpty(plan) ? "unchanged" : project ? "updated" : "created";
  const report = fileReport(
    { file: parsed.fileName, status, publicId: project?.publicId ?? null, encoding: parsed.file.encoding, holds: holdsOf(draft) },
    problems,
  );
  const sourceKey = draft.legacyId === null && project ? project.sourceKey : keyWith(draft.legacyId);
  const { legacyId, title, signedYear } = draft;
  const entry: ProjectEntry = project ?? { id: null, publicId: null, legacyId, sourceKey, title, signedYear };
  if (!project) state.projects.push(entry);
  const written =
    status === "unchanged" || run.dryRun ? null : await write(db, parsed, run, { state, draft, plan, sourceKey, report });
  if (written) Object.assign(entry, written, { legacyId, sourceKey, title, signedYear });
  run.done.set(entry.sourceKey, parsed.file.sha256);
  return { ...report, publicId: entry.publicId };
}

type Decided = { state: State; draft: ProjectDraft; plan: Plan; sourceKey: string; report: FileReport };

async function write(
  db: DatabaseReader,
  { file, fileName }: Parsed,
  { actor }: Run,
  { state, draft, plan, sourceKey, report }: Decided,
): Promise<{ id: number; publicId: string }> {
  const { sourceId } = state.lookups;
  const ofRun = { sourceId, kind, fileName, fileSha256: file.sha256, actor };
  const importRun = await db.importRun.create({
    data: { ...ofRun, status: "done", finishedAt: new Date(), report: runReport(kind, false, [report]) },
  });
  state.marker = importRun.id;
  return writePlan(db, draft, plan, sourceKey, { sourceId, importRunId: importRun.id, actor });
}

/** Lookups and records, loaded on first use and completed with what other imports wrote since. */
async function currentState(db: DatabaseReader, run: Run): Promise<State> {
  const last = await db.importRun.findFirst({ select: { id: true }, orderBy: { id: "desc" } });
  const marker = last?.id ?? 0;
  if (!run.state) {
    const lookups = await loadLookups(db, sourceCode);
    run.state = { lookups, projects: await loadProjects(db, lookups.sourceId, null), marker };
  } else if (run.state.marker !== marker) {
    await completeLookups(db, run.state.lookups, run.state.marker);
    await completeProjects(db, run.state.projects, run.state.lookups.sourceId, run.state.marker);
    run.state.marker = marker;
  }
  return run.state;
}

function tellPostContacts(plan: Plan, problems: Problem[]): void {
  for (const { nameFr } of new Set(plan.postPeople.differing))
    problems.push({ line: null, column: null, value: nameFr, reason: "post_contact_differs" });
}

function holdsOf({ funding, posts, people, volunteers }: ProjectDraft): FileReport["holds"] {
  return {
    fundingLines: funding.length,
    postContacts: posts.reduce((sum, post) => sum + post.people.length, 0),
    partnerStaff: people.filter(({ person }) => person.functionCode === "partner_staff").length,
    volunteers: volunteers.length,
  };
}

/** The page is refused after its organisations were looked up: entries made for it would otherwise be found again. */
function discarded(run: Run, parsed: Parsed, reason: Reason): FileReport {
  run.state = null;
  const { title } = parsed.page;
  return rejected(parsed, [{ line: title.line, column: null, value: title.value, reason }]);
}

function rejected({ fileName, file }: Parsed, problems: Problem[]): FileReport {
  return fileReport({ file: fileName, status: "rejected", encoding: file.encoding }, problems);
}
