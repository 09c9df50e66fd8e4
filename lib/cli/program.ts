import { Command, type CommanderError, InvalidArgumentError } from "commander";
import { isLocale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Context, ExitCode } from "./context";

/** Runs one command and remembers its exit code. */
export type Runner = (work: () => Promise<ExitCode>) => Promise<void>;

type Add = (program: Command, context: Context, run: Runner) => void;

/** What adds a command, in the order of the help. Loading all of them takes longer than most of them work. */
const commands: Readonly<Record<string, () => Promise<Add>>> = {
  migrate: async () => (await import("./commands/migrate")).addMigrate,
  reference: async () => (await import("./commands/reference")).addReference,
  demo: async () => (await import("./commands/demo")).addDemo,
  import: async () => (await import("./commands/import")).addImport,
  news: async () => (await import("./commands/news")).addNews,
  backup: async () => (await import("./commands/backup")).addBackup,
  restore: async () => (await import("./commands/backup")).addRestore,
  feedback: async () => (await import("./commands/feedback")).addFeedback,
  contacts: async () => (await import("./commands/contacts")).addContacts,
  users: async () => (await import("./commands/users")).addUsers,
  quality: async () => (await import("./commands/quality")).addQuality,
  search: async () => (await import("./commands/search")).addSearch,
  verify: async () => (await import("./commands/verify")).addVerify,
  duplicates: async () => (await import("./commands/duplicates")).addDuplicates,
  merge: async () => (await import("./commands/merge")).addMerge,
  correct: async () => (await import("./commands/correct")).addCorrect,
};

/** The command that the arguments ask for, alone; all of them where it is another word, or an option of the whole. */
async function loadCommands(argv: readonly string[]): Promise<Add[]> {
  const [first = ""] = argv.filter((word) => !word.startsWith("--lang") && !isLocale(word));
  const asked = Object.hasOwn(commands, first) ? commands[first] : undefined;
  return Promise.all(asked ? [asked()] : Object.values(commands).map((load) => load()));
}

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

/** The command line for these arguments. `run` receives what a recognised command does. */
export async function createProgram(argv: readonly string[], context: Context, run: Runner): Promise<Command> {
  const { t } = context;
  const program = new Command("atlas").description(t("cli.atlas.description"));
  program.option("--lang <fr|en>", t("cli.atlas.lang"), (value) => {
    if (!isLocale(value)) throw new InvalidArgumentError("");
    return value;
  });
  for (const add of await loadCommands(argv)) add(program, context, run);
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
  "commander.conflictingOption": "conflictingOption",
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
