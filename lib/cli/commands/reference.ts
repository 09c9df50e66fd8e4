import type { Command } from "commander";
import { loadReference } from "@/lib/reference/load";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** `atlas reference load` */
export function addReference(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  const reference = program.command("reference").description(t("cli.reference.description"));
  reference
    .command("load")
    .description(t("cli.reference.load"))
    .action(() =>
      run(async () => {
        const report = await loadReference(await commandDatabase(context), screen.progress);
        for (const row of report) screen.say(t("cli.reference.row", row));
        const kept = report.reduce((sum, row) => sum + (row.kept ?? 0), 0);
        if (kept > 0) screen.say(t("records.correctionsKept", { count: kept }));
        print(t("cli.reference.done", { changed: report.reduce((sum, row) => sum + row.inserted + row.updated, 0) }));
        return exitCodes.done;
      }),
    );
}
