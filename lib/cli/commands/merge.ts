import type { Command } from "commander";
import { connect } from "@/lib/core/db";
import { compareRecords, mergeRecords } from "@/lib/records/merge";
import { refusal } from "@/lib/records/refusal";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";
import { changesText, comparisonText } from "./records-text";

type Given = { dryRun?: boolean; yes?: boolean; json?: boolean; funding?: boolean };

/** Statements on an organisation of thousands of projects take longer than a page may. */
const statementTimeoutMs = 10 * 60_000;

/** `atlas merge KEEP OTHER` */
export function addMerge(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  program
    .command("merge")
    .description(t("records.merge.description"))
    .argument("<KEEP>", t("records.merge.keep"))
    .argument("<OTHER>", t("records.merge.other"))
    .option("--dry-run", t("records.merge.dryRun"))
    .option("--yes", t("records.merge.yes"))
    .option("--funding", t("records.merge.funding"))
    .option("--json", t("records.json"))
    .action((keepId: string, otherId: string, { dryRun = false, yes = false, json = false, funding = false }: Given) =>
      run(async () => {
        const database = connect(await commandDatabase(context), { poolSize: 1, statementTimeoutMs });
        context.closing.push(() => database.$disconnect());
        const comparison = await compareRecords(database, keepId, otherId);
        const { keep, other, differences } = comparison;
        screen.say(comparisonText(t, keep, other, differences));
        const ids = { keep: keep.publicId, other: other.publicId };
        if (!yes && !dryRun) throw refusal("notConfirmed", ids);
        const merged = await mergeRecords(database, keepId, otherId, { dryRun, funding });
        if (json) print(JSON.stringify({ ...merged, dryRun, differences }, null, 2));
        else
          print(
            [t(dryRun ? "records.merge.wouldMerge" : "records.merge.merged", ids), changesText(t, merged.changes)].join("\n"),
          );
        return exitCodes.done;
      }),
    );
}
