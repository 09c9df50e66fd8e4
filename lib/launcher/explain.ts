import { EnvError } from "@/lib/core/env";
import { AtlasError, isDatabaseUnavailable } from "@/lib/core/errors";
import type { Translator } from "@/lib/i18n/translator";
import { ClusterError } from "@/lib/postgres/errors";
import { BuildFailed, BuildInUse } from "./build";
import { DatabaseInUse } from "./database";
import type { LooseTranslator } from "./screen";
import { ServerFailed } from "./serve";

/** What an operator reads when something could not run: the cause, and what to do where we know it. Never a password. */
export function explain(error: unknown, t: Translator): string {
  if (error instanceof EnvError) return [t("cli.failure.configuration"), ...error.problems.map((line) => `  ${line}`)].join("\n");
  if (error instanceof ClusterError) {
    return t(`cli.postgres.${error.failure}`, { folder: error.folder, detail: withoutPassword(error.detail) });
  }
  if (error instanceof DatabaseInUse) return t("cli.failure.databaseInUse", { pid: String(error.holder.pid ?? "?") });
  if (error instanceof BuildFailed) return `${error.output}\n${t("cli.failure.build")}`;
  if (error instanceof BuildInUse) return t("cli.failure.buildInUse", { pid: String(error.holder.pid ?? "?") });
  if (error instanceof ServerFailed) return t("cli.failure.server", { code: String(error.code) });
  if (error instanceof AtlasError && error.code === "migrations_pending") return t("cli.failure.migrationsPending");
  // What a command refuses names its message itself.
  if (error instanceof AtlasError && typeof error.context.message === "string")
    return (t as LooseTranslator)(error.context.message, error.context);
  if (isDatabaseUnavailable(error)) return t("cli.failure.databaseUnavailable", { detail: firstLine(error) });
  return t("cli.failure.unexpected", { detail: firstLine(error) });
}

function firstLine(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return withoutPassword((message || code || String(error)).split("\n").find((line) => line.trim() !== "") ?? "");
}

/** Drivers may quote the address that they were given. */
export function withoutPassword(text: string): string {
  return text.replace(/(postgres(?:ql)?:\/\/[^:@/\s]*:)[^@\s]*@/g, "$1…@");
}
