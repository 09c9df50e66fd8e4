import type { Command } from "commander";
import { connect, type Database } from "@/lib/core/db";
import { dismissPair, listDuplicates } from "@/lib/records/duplicates";
import { type Context, commandDatabase, type ExitCode, exitCodes } from "../context";
import type { Runner } from "../program";
import { comparisonText } from "./records-text";

/** `atlas duplicates list`, `dismiss` */
export function addDuplicates(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  const duplicates = program.command("duplicates").description(t("records.duplicates.description"));
  const onDatabase = (work: (database: Database) => Promise<ExitCode>) =>
    run(async () => {
      const database = connect(await commandDatabase(context), { poolSize: 1 });
      context.closing.push(() => database.$disconnect());
      return work(database);
    });
  duplicates
    .command("list", { isDefault: true })
    .description(t("records.duplicates.list"))
    .option("--json", t("records.duplicates.jsonLines"))
    .action((options: { json?: boolean }) =>
      onDatabase(async (database) => {
        let count = 0;
        for await (const { keep, other, differences } of listDuplicates(database)) {
          count += 1;
          const ids = { keep: keep.publicId, other: other.publicId };
          const text = () => [comparisonText(t, keep, other, differences), t("records.duplicates.commands", ids), ""].join("\n");
          print(options.json ? JSON.stringify({ keep, other, differences }) : text());
        }
        screen.say(t("records.duplicates.count", { count }));
        return exitCodes.done;
      }),
    );
  duplicates
    .command("dismiss")
    .description(t("records.duplicates.dismiss"))
    .argument("<RECORD>", t("records.duplicates.first"))
    .argument("<RECORD>", t("records.duplicates.second"))
    .action((first: string, second: string) =>
      onDatabase(async (database) => {
        const isNew = await dismissPair(database, first, second);
        print(t(isNew ? "records.duplicates.dismissed" : "records.duplicates.alreadyDismissed", { first, second }));
        return exitCodes.done;
      }),
    );
}
