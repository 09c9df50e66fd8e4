import { z } from "zod";
import { detached } from "@/lib/core/text";
import type { Locale } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import { quotable } from "./masking";
import { type Level, type Problem, type Reason, reasons, type Todo } from "./reasons";

const reasonCodes = Object.keys(reasons) as [Reason, ...Reason[]];
const todoCodes = [...new Set(Object.values(reasons).map(({ todo }) => todo))] as [Todo, ...Todo[]];
const levels = ["rejected", "doubtful", "note"] as const satisfies readonly Level[];
const count = z.number().int().nonnegative();

const lineSchema = z.object({
  line: z.number().int().nullable().describe("1-based line of the file; null when the reason is about no line"),
  column: z.string().nullable().describe("label of the source under which the value stands"),
  value: z.string().describe("the value as stated, cut, with people and e-mail addresses hidden"),
  level: z.enum(levels),
  reason: z.enum(reasonCodes),
  todo: z.enum(todoCodes).describe("what the operator can do about it"),
});

const fileSchema = z.object({
  file: z.string().describe("name of the file, without its folder"),
  status: z.enum(["created", "updated", "unchanged", "rejected"]),
  publicId: z.string().nullable().describe("null when nothing was written"),
  records: z
    .object({ read: count, created: count, updated: count, unchanged: count, rejected: count })
    .describe("records of the file; none when the file as a whole was refused"),
  /** What the record holds after the import (or would hold, in a dry run). */
  holds: z.object({ fundingLines: count, postContacts: count, partnerStaff: count, volunteers: count }),
  lines: z.array(lineSchema),
  reasons: z.partialRecord(z.enum(reasonCodes), count).describe("lines by reason, quoted or not"),
  doubts: count.describe("doubtful lines, quoted or not"),
  hiddenLines: count.describe("lines beyond the most that a report quotes"),
});

/** What an import did with each file. Holds no personal data; the counts of people are all it says of them. */
export const importReportSchema = z.object({
  kind: z.string(),
  dryRun: z.boolean().describe("nothing was written: statuses say what an import would do"),
  counts: z.object({ read: count, created: count, updated: count, unchanged: count, rejected: count, doubtful: count }),
  files: z.array(fileSchema),
});

export type ImportReport = z.infer<typeof importReportSchema>;
export type FileReport = ImportReport["files"][number];

/** Enough to correct a file of thousands of records by; a hostile one must not make a report without end. */
const mostLines = { rejected: 5_000, doubtful: 5_000, note: 1_000 } as const satisfies Record<Level, number>;
/** What a terminal shows; the whole list is in the JSON and on the site. */
const printedLines = 200;

export const nothingHeld = { fundingLines: 0, postContacts: 0, partnerStaff: 0, volunteers: 0 };

/** Collects what there is to tell of a file, in constant memory. */
export class Account {
  readonly records = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly holds = { ...nothingHeld };
  readonly #lines: Record<Level, Problem[]> = { rejected: [], doubtful: [], note: [] };
  readonly #reasons: Partial<Record<Reason, number>> = {};

  /** One record was read, and came to this. */
  count(outcome: "created" | "updated" | "unchanged" | "rejected", records = 1): void {
    this.records.read += records;
    this.records[outcome] += records;
  }

  tell(problem: Problem): void {
    this.#reasons[problem.reason] = (this.#reasons[problem.reason] ?? 0) + 1;
    const lines = this.#lines[levelOf(problem)];
    if (lines.length >= mostLines[levelOf(problem)]) return;
    const { column, value } = problem;
    // A file's own words: as parts of its text they would keep the text.
    lines.push({ ...problem, column: column && detached(column), value: detached(value) });
  }

  /** The report of the file. Without a status, that of its records: refused when every one of them is. */
  report(file: string, given: { status?: FileReport["status"]; publicId?: string | null } = {}): FileReport {
    const { read, created, updated, rejected } = this.records;
    const ofRecords =
      created > 0 ? "created" : updated > 0 ? "updated" : read > 0 && rejected === read ? "rejected" : "unchanged";
    const quoted = levels.flatMap((level) => this.#lines[level]);
    const all = Object.values(this.#reasons).reduce((sum, lines) => sum + lines, 0);
    const doubts = Object.entries(this.#reasons).filter(([reason]) => reasons[reason as Reason].level === "doubtful");
    return {
      file,
      status: given.status ?? ofRecords,
      publicId: given.publicId ?? null,
      records: this.records,
      holds: this.holds,
      lines: quoted.map((problem) => ({
        line: problem.line,
        column: problem.column && quotable({ value: problem.column }),
        value: quotable(problem),
        level: levelOf(problem),
        reason: problem.reason,
        todo: reasons[problem.reason].todo,
      })),
      reasons: this.#reasons,
      doubts: doubts.reduce((sum, [, lines]) => sum + lines, 0),
      hiddenLines: all - quoted.length,
    };
  }
}

function levelOf({ reason }: Problem): Level {
  return reasons[reason].level;
}

/** The report of a run. A file that was refused as a whole counts as one rejected record. */
export function runReport(kind: string, dryRun: boolean, files: FileReport[]): ImportReport {
  const sum = (of: (file: FileReport) => number) => files.reduce((total, file) => total + of(file), 0);
  const refused = (file: FileReport) => (file.records.read === 0 && file.status === "rejected" ? 1 : 0);
  const counts = {
    read: sum((file) => file.records.read + refused(file)),
    created: sum(({ records }) => records.created),
    updated: sum(({ records }) => records.updated),
    unchanged: sum(({ records }) => records.unchanged),
    rejected: sum((file) => file.records.rejected + refused(file)),
    doubtful: sum(({ doubts }) => doubts),
  };
  return { kind, dryRun, counts, files };
}

/** The report as text for people: one paragraph a file, then the totals. */
export function renderReport(report: ImportReport, locale: Locale): string {
  const t = translator(locale);
  const files = report.files.map((file) => {
    const shown = file.lines.slice(0, printedLines).map((line) => `  ${lineText(line, t)}`);
    const isOne = file.records.read <= 1;
    const holds = file.status === "rejected" || !isOne ? [] : [`  ${t("import.holds", file.holds)}`];
    const hidden = file.hiddenLines + file.lines.length - shown.length;
    const rest = hidden > 0 ? [`  ${t("import.hiddenLines", { count: hidden })}`, ...reasonTexts(file, t)] : [];
    return [headOf(file, report.dryRun, t), ...holds, ...shown, ...rest].join("\n");
  });
  const totals = t("import.totals", report.counts);
  return [...files, ...(report.dryRun ? [t("import.dryRun")] : []), totals].join("\n");
}

function headOf({ file, records, status, publicId }: FileReport, dryRun: boolean, t: Translator): string {
  if (records.read > 1) return t("import.fileOfRecords", { file, ...records });
  const stated = t(dryRun ? `import.wouldBe.${status}` : `import.status.${status}`);
  return t(publicId ? "import.fileWithRecord" : "import.file", { file, status: stated, record: publicId ?? "" });
}

function lineText(line: FileReport["lines"][number], t: Translator): string {
  const advice = line.todo === "none" ? "" : t(`import.todo.${line.todo}`);
  const where = line.line === null ? t("import.noLine") : t("import.line", { line: line.line });
  const reason = t(`import.reason.${line.reason}`);
  const text = t(line.value === "" ? "import.lineWithoutValue" : "import.lineWithValue", { where, reason, value: line.value });
  return [t(`import.level.${line.level}`), " ", text, advice && ` ${advice}`].join("");
}

/** How many lines there are of each reason: what a person needs to know of a list too long to print. */
function reasonTexts({ reasons: counts }: FileReport, t: Translator): string[] {
  return (Object.entries(counts) as [Reason, number][])
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `  ${t("import.reasonCount", { count, reason: t(`import.reason.${reason}`) })}`);
}
