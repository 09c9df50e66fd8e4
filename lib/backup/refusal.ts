import { AtlasError } from "@/lib/core/errors";

type Reason =
  | "exists"
  | "notWritable"
  | "notReadable"
  | "noSchema"
  | "notABackup"
  | "newerFormat"
  | "damaged"
  | "unknownMigration"
  | "changedMigration"
  | "notEmpty"
  | "schemaAhead"
  | "schemaDiffers"
  | "inUse"
  | "differs"
  | "notConfirmed";

/** The error of a backup or restore that cannot be done; its message in the operator's language is `backup.error.<reason>`. */
export function refusal(reason: Reason, context: Record<string, string | number> = {}, cause?: unknown): AtlasError {
  const key = `backup.error.${reason}`;
  return new AtlasError("invalid_input", `backup: ${reason}`, { context: { ...context, message: key }, cause });
}
