import { Command, type CommanderError, InvalidArgumentError } from "commander";
import { isLocale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { addBackup } from "./commands/backup";
import { addCorrect } from "./commands/correct";
import { addDemo } from "./commands/demo";
import { addDuplicates } from "./commands/duplicates";
import { addFeedback } from "./commands/feedback";
import { addImport } from "./commands/import";
import { addMerge } from "./commands/merge";
import { addMigrate } from "./commands/migrate";
import { addQuality } from "./commands/quality";
import { addReference } from "./commands/reference";
import type { Context, ExitCode } from "./context";

/** Runs one command and remembers its exit code. */
export type Runner = (work: () => Promise<ExitCode>) => Promise<void>;

/** commander's headings are in English: each has its message. */
function headings(t: Translator): Record<string, string> {
  return {
    "Usage:": t("cli.atlas.usage"),
    "Commands:": t("cli.atlas.commands"),
    "Options:": t("cli.atlas.options"),
    "Global Options:": t("cli.atlas.globalOptions"),
    "Arguments:": t("cli.atlas.arguments"),
  };
}

/** Gives every command of the tree its texts in the operator's language, and no way to end the process by itself. */
function localise(command: Command, t: Translator): void {
  const titles = headings(t);
  const parts = command.options.length > 0 ? [t("cli.atlas.usageOptions")] : [];
  if (command.commands.length > 0) parts.push(t("cli.atlas.usageCommand"));
  for (const argument of command.registeredArguments) parts.push(`${argument.name()}${argument.variadic ? "…" : ""}`);
  command
    .usage(parts.join(" "))
    .helpOption("-h, --help", t("cli.atlas.help"))
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined });
  for (const child of command.commands) localise(child, t);
}

/** The whole command line. `run` receives what a recognised command does. */
export function createProgram(context: Context, run: Runner): Command {
  const { t } = context;
  const program = new Command("atlas").description(t("cli.atlas.description"));
  program.option("--lang <fr|en>", t("cli.atlas.lang"), (value) => {
    if (!isLocale(value)) throw new InvalidArgumentError("");
    return value;
  });
  addMigrate(program, context, run);
  addReference(program, context, run);
  addDemo(program, context, run);
  addImport(program, context, run);
  addBackup(program, context, run);
  addFeedback(program, context, run);
  addQuality(program, context, run);
  addDuplicates(program, context, run);
  addMerge(program, context, run);
  addCorrect(program, context, run);
  program.addHelpText("after", `\n${t("cli.atlas.database")}\n${t("cli.atlas.exitCodes")}`);
  localise(program, t);
  return program;
}

const usageErrors = {
  "commander.unknownCommand": "unknownCommand",
  "commander.unknownOption": "unknownOption",
  "commander.missingArgument": "missingArgument",
  "commander.optionMissingArgument": "optionMissingArgument",
  "commander.missingMandatoryOptionValue": "missingOption",
  "commander.excessArguments": "excessArguments",
} as const;

/** Wrong usage in the operator's language: what is wrong, and where to look. Empty when commander has shown the help. */
export function explainUsage(error: CommanderError, t: Translator): string {
  if (error.code === "commander.help") return "";
  const [, option = "", value = "", reason = ""] =
    /option '([^']*)' argument '([^']*)' is invalid\.\s*(.*)/s.exec(error.message) ?? [];
  const wrong = option
    ? `${t("cli.usage.invalidValue", { option, value })} ${reason}`.trim()
    : t(`cli.usage.${usageErrors[error.code as keyof typeof usageErrors] ?? "other"}`, {
        value: /'([^']*)'/.exec(error.message)?.[1] ?? "",
      });
  return `${wrong}\n${t("cli.usage.seeHelp")}`;
}
