import { type Command, InvalidArgumentError } from "commander";
import { importCodes } from "@/lib/import/codes";
import { importOfKind } from "@/lib/import/kinds/registry";
import { renderReport } from "@/lib/import/report";
import { FileRefused } from "@/lib/import/source";
import { pageAddress } from "@/lib/import/sources/news/item";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** Who made the revisions of an import; the operator's own name is personal data. */
const actor = "atlas import";

type Given = {
  dryRun?: boolean;
  json?: boolean;
  mapping?: string;
  schemas?: string;
  accept?: "all" | number[];
  url?: string | null;
};

/** "all", or numbers parted by commas. */
function acceptedNumbers(text: string, message: string): "all" | number[] {
  if (text === "all") return text;
  if (!/^\d{1,9}(?:,\d{1,9})*$/.test(text)) throw new InvalidArgumentError(message);
  return text.split(",").map(Number);
}

/** Address of a page. */
function statedAddress(text: string, message: string): string {
  const address = pageAddress(text);
  if (address === null) throw new InvalidArgumentError(message);
  return address;
}

/** `atlas import <kind> FILE…`, a command for each kind of file. */
export function addImport(program: Command, context: Context, run: Runner): void {
  const { t, print, screen, locale } = context;
  const imports = program.command("import").description(t("cli.import.description"));
  for (const code of importCodes) {
    const command = imports
      .command(code)
      .description(t(`cli.import.kind.${code}`))
      .argument("<FILE...>", t("cli.import.files"))
      .option("--dry-run", t("cli.import.dryRun"))
      .option("--json", t("cli.import.json"));
    if (code === "table") command.requiredOption("--mapping <mapping>", t("cli.import.mapping"));
    if (code === "iati") command.option("--schemas <folder>", t("cli.import.schemas"));
    if (code === "news")
      command
        .option("--accept <numbers>", t("cli.import.accept"), (text) => acceptedNumbers(text, t("cli.import.acceptForm")))
        .option("--url <address>", t("cli.import.url"), (text) => statedAddress(text, t("cli.import.urlForm")));
    command.action((files: string[], { json = false, accept = [], url: page = null, ...given }: Given) =>
      run(async () => {
        const url = await commandDatabase(context);
        const options = { dryRun: false, actor, news: { accept, url: page }, ...given };
        try {
          const report = await importOfKind(code, url, files, options, screen.progress);
          print(json ? JSON.stringify(report, null, 2) : renderReport(report, locale));
          return report.counts.rejected > 0 ? exitCodes.rejectedInput : exitCodes.done;
        } catch (error) {
          // A mapping that cannot be used: no file was looked at.
          if (!(error instanceof FileRefused)) throw error;
          for (const { reason, value } of error.problems)
            screen.say([t(`import.reason.${reason}`), value].filter(Boolean).join(" "));
          return exitCodes.couldNotRun;
        }
      }),
    );
  }
}
