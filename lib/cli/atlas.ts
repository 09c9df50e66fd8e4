import { CommanderError } from "commander";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { explain } from "@/lib/launcher/explain";
import { operatorLocale } from "@/lib/launcher/language.mjs";
import { Screen } from "@/lib/launcher/screen";
import { readSettings } from "@/lib/launcher/settings";
import { stopRequests } from "@/lib/launcher/stop";
import { type Context, type ExitCode, exitCodes } from "./context";
import { createProgram, explainUsage } from "./program";

/** Help and usage errors must be in the right language, too: `--lang` is looked for before anything else is read. */
function languageOf(argv: string[]): Locale {
  const inline = argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  const stated = inline ?? (argv.includes("--lang") ? argv[argv.indexOf("--lang") + 1] : undefined);
  return isLocale(stated) ? stated : operatorLocale();
}

/** Runs one operators' command and resolves to its exit code: 0 done, 1 done with rejected input, 2 could not run. */
export async function atlas(argv: string[]): Promise<number> {
  const locale = languageOf(argv);
  const screen = new Screen(locale);
  const context: Context = { locale, t: screen.t, screen, closing: [], print: (text) => void process.stdout.write(`${text}\n`) };
  // A reader that went away (`| head`) is no failure.
  process.stdout.on("error", () => process.exit(exitCodes.done));
  let code: number = exitCodes.done;
  const stop = stopRequests((error) => {
    if (error !== undefined) screen.say(explain(error, screen.t));
    code = error === undefined ? 130 : exitCodes.couldNotRun;
  });
  const run = async (work: () => Promise<ExitCode>) => {
    readSettings(locale);
    const result = await Promise.race([work(), stop.promise]);
    code ||= result ?? 0;
  };
  try {
    const program = await createProgram(argv, context, run);
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0) {
        const problem = explainUsage(error, screen.t);
        if (problem) screen.say(problem);
        code = exitCodes.couldNotRun;
      }
    } else if (!stop.asked()) {
      screen.say(explain(error, screen.t));
      code = exitCodes.couldNotRun;
    }
  }
  for (const close of context.closing.reverse()) await close().catch((error: unknown) => screen.say(explain(error, screen.t)));
  return code;
}
