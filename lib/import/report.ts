import { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
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
  encoding: z.enum(["utf-8", "windows-1252"]).nullable(),
  /** What the record holds after the import (or would hold, in a dry run). */
  holds: z.object({ fundingLines: count, postContacts: count, partnerStaff: count, volunteers: count }),
  lines: z.array(lineSchema),
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

/** Enough to see what is wrong with a file; a hostile one must not make a report of megabytes. */
const mostLines = 200;

const nothing = { fundingLines: 0, postContacts: 0, partnerStaff: 0, volunteers: 0 };

/** The report of one file. */
export function fileReport(
  given: Pick<FileReport, "file" | "status"> & Partial<Pick<FileReport, "publicId" | "encoding" | "holds">>,
  problems: readonly Problem[],
): FileReport {
  const ordered = [...problems].sort((a, b) => levels.indexOf(levelOf(a)) - levels.indexOf(levelOf(b)));
  return {
    publicId: null,
    encoding: null,
    holds: nothing,
    ...given,
    lines: ordered.slice(0, mostLines).map((problem) => ({
      line: problem.line,
      column: problem.column && quotable({ value: problem.column }),
      value: quotable(problem),
      level: levelOf(problem),
      reason: problem.reason,
      todo: reasons[problem.reason].todo,
    })),
    doubts: problems.filter((problem) => levelOf(problem) === "doubtful").length,
    hiddenLines: Math.max(0, ordered.length - mostLines),
  };
}

function levelOf({ reason }: Problem): Level {
  return reasons[reason].level;
}

/** The report of a run. `doubtful` counts lines, the other counts are files. */
export function runReport(kind: string, dryRun: boolean, files: FileReport[]): ImportReport {
  const having = (status: FileReport["status"]) => files.filter((file) => file.status === status).length;
  const counts = {
    read: files.length,
    created: having("created"),
    updated: having("updated"),
    unchanged: having("unchanged"),
    rejected: having("rejected"),
    doubtful: files.reduce((sum, { doubts }) => sum + doubts, 0),
  };
  return { kind, dryRun, counts, files };
}

/** The report as text for people: one paragraph a file, then the totals. */
export function renderReport(report: ImportReport, locale: Locale): string {
  const t = translator(locale);
  const files = report.files.map((file) => {
    const status = t(report.dryRun ? `import.wouldBe.${file.status}` : `import.status.${file.status}`);
    const head = t(file.publicId ? "import.fileWithRecord" : "import.file", {
      file: file.file,
      status,
      record: file.publicId ?? "",
    });
    const lines = file.lines.map((line) => {
      const advice = line.todo === "none" ? "" : t(`import.todo.${line.todo}`);
      const where = line.line === null ? t("import.noLine") : t("import.line", { line: line.line });
      const reason = t(`import.reason.${line.reason}`);
      const text = t(line.value === "" ? "import.lineWithoutValue" : "import.lineWithValue", {
        where,
        reason,
        value: line.value,
      });
      return ["  ", t(`import.level.${line.level}`), " ", text, advice && ` ${advice}`].join("");
    });
    const holds = file.status === "rejected" ? [] : [`  ${t("import.holds", file.holds)}`];
    const hidden = file.hiddenLines > 0 ? [`  ${t("import.hiddenLines", { count: file.hiddenLines })}`] : [];
    return [head, ...holds, ...lines, ...hidden].join("\n");
  });
  const totals = t("import.totals", report.counts);
  return [...files, ...(report.dryRun ? [t("import.dryRun")] : []), totals].join("\n");
}
