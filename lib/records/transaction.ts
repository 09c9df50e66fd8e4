import type { Database, DatabaseReader } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import { importLock } from "@/lib/import/apply/lock";
import { refusalOf } from "@/lib/import/apply/refusal";
import { refusal } from "./refusal";

/** An organisation may take part in thousands of projects, and an import under way is waited for. */
const limit = { maxWait: 10 * 60_000, timeout: 60 * 60_000 };

/** Ends the transaction of a dry run: nothing stays of it. */
class Undo<T> extends Error {
  constructor(readonly result: T) {
    super("dry run");
  }
}

/**
 * Does the work of a command on records in one transaction, while no import writes; a dry run undoes it. Throws
 * `invalid_input` when a rule of the database refuses the result.
 */
export async function onRecords<T>(db: Database, dryRun: boolean, work: (tx: DatabaseReader) => Promise<T>): Promise<T> {
  try {
    return await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${importLock}::bigint)`;
      const result = await work(tx);
      if (dryRun) throw new Undo(result);
      return result;
    }, limit);
  } catch (error) {
    if (error instanceof Undo) return error.result as T;
    if (error instanceof AtlasError) throw error;
    const code = refusalOf(error);
    if (code === null) throw error;
    throw refusal("refusedByDatabase", { code, rule: ruleOf(error) }, error);
  }
}

/** Name of the constraint that refused, where the error tells it. */
function ruleOf(error: unknown): string {
  for (let current = error, depth = 0; current && depth < 6; depth++) {
    const { message, cause, meta } = current as { message?: unknown; cause?: unknown; meta?: { driverAdapterError?: unknown } };
    const named = typeof message === "string" ? /constraint:? [`"]([a-z0-9_]+)/i.exec(message)?.[1] : undefined;
    if (named) return named;
    current = cause ?? meta?.driverAdapterError;
  }
  return "?";
}
