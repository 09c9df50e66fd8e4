import type { Command } from "commander";
import { importCodes, importOfKind } from "@/lib/import/kinds/registry";
import { renderReport } from "@/lib/import/report";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** Who made the revisions of an import; the operator's own name is personal data. */
const actor = "atlas import";

type Given = { dryRun?: boolean; json?: boolean };

/** `atlas import <kind> FILE…`, a command for each kind of file. */
export function addImport(program: Command, context: Context, run: Runner): void {
  const { t, print, screen, locale } = context;
  const imports = program.command("import").description(t("cli.import.description"));
  for (const code of importCodes)
    imports
      .command(code)
      .description(t(`cli.import.kind.${code}`))
      .argument("<FILE...>", t("cli.import.files"))
      .option("--dry-run", t("cli.import.dryRun"))
      .option("--json", t("cli.import.json"))
      .action((files: string[], { dryRun = false, json = false }: Given) =>
        run(async () => {
          const url = await commandDatabase(context);
          const report = await importOfKind(code, url, files, { dryRun, actor }, screen.progress);
          print(json ? JSON.stringify(report, null, 2) : renderReport(report, locale));
          return report.counts.rejected > 0 ? exitCodes.rejectedInput : exitCodes.done;
        }),
      );
}
