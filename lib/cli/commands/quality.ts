import type { Command } from "commander";
import { recomputeAllFindings } from "@/lib/quality/recompute";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** `atlas quality recompute` */
export function addQuality(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  const quality = program.command("quality").description(t("cli.quality.description"));
  quality
    .command("recompute")
    .description(t("cli.quality.recompute"))
    .option("--json", t("cli.quality.json"))
    .action((options: { json?: boolean }) =>
      run(async () => {
        const report = await recomputeAllFindings(await commandDatabase(context), screen.progress);
        const rows = Object.entries(report.rules).map(([rule, outcome]) => t("cli.quality.row", { rule, ...outcome }));
        print(
          options.json
            ? JSON.stringify(report, null, 2)
            : [t("cli.quality.done", { projects: report.projects }), ...rows].join("\n"),
        );
        return exitCodes.done;
      }),
    );
}
