import { isDatabaseUnavailable } from "@/lib/core/errors";
import type { Problem } from "../reasons";
import { Account, type FileReport } from "../report";
import { FileRefused } from "../source";

/** SQLSTATE classes 22 (data) and 23 (constraints), and Prisma's codes for them. */
const refusals = /^(?:22[0-9A-Z]{3}|23[0-9A-Z]{3}|P20(?:00|02|03|04|11|12|20))$/;

/** Code with which the database refused a record, for the report; null when the error is of another kind and must go up. */
export function refusalOf(error: unknown): string | null {
  if (isDatabaseUnavailable(error)) return null;
  for (let current = error, depth = 0; current && depth < 6; depth++) {
    const { code, originalCode, cause, meta } = current as {
      code?: unknown;
      originalCode?: unknown;
      cause?: unknown;
      meta?: unknown;
    };
    for (const found of [originalCode, code]) if (typeof found === "string" && refusals.test(found)) return found;
    current = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return null;
}

/** The report of a file of which nothing was written. */
export function refusedFile(fileName: string, problems: readonly Problem[]): FileReport {
  const account = new Account();
  for (const problem of problems) account.tell(problem);
  return account.report(fileName, { status: "rejected" });
}

/** What to tell of an error that refuses a file; other errors are thrown again. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof FileRefused) return error.problems;
  const refusal = refusalOf(error);
  if (refusal === null) throw error;
  return [{ line: null, column: null, value: refusal, reason: "refused_by_database" }];
}
