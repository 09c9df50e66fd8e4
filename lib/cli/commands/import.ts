import type { Command } from "commander";
import { importLegacyPages } from "@/lib/import/legacy-page";
import { renderReport } from "@/lib/import/report";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** Who made the revisions of an import; the operator's own name is personal data. */
const actor = "atlas import";

/** `atlas import legacy-page FILE…` */
export function addImport(program: Command, context: Context, run: Runner): void {
  const { t, print, screen, locale } = context;
  const imports = program.command("import").description(t("cli.import.description"));
  imports
    .command("legacy-page")
    .description(t("cli.import.legacyPage"))
    .argument("<FILE...>", t("cli.import.files"))
    .option("--dry-run", t("cli.import.dryRun"))
    .option("--json", t("cli.import.json"))
    .action((files: string[], options: { dryRun?: boolean; json?: boolean }) =>
      run(async () => {
        const url = await commandDatabase(context);
        const report = await importLegacyPages(url, files, { dryRun: options.dryRun ?? false, actor }, screen.progress);
        print(options.json ? JSON.stringify(report, null, 2) : renderReport(report, locale));
        return report.files.some((file) => file.status === "rejected") ? exitCodes.rejectedInput : exitCodes.done;
      }),
    );
}
