import type { Command } from "commander";
import { connect } from "@/lib/core/db";
import { correctRecord } from "@/lib/records/correct";
import { fields } from "@/lib/records/fields";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";
import { changesText } from "./records-text";

/** `atlas correct RECORD FIELD=VALUE…` */
export function addCorrect(program: Command, context: Context, run: Runner): void {
  const { t, print } = context;
  const names = (entity: keyof typeof fields) => Object.keys(fields[entity]).join(", ");
  program
    .command("correct")
    .description(t("records.correct.description"))
    .argument("<RECORD>", t("records.correct.record"))
    .argument("[FIELD=VALUE...]", t("records.correct.assignments"))
    .option("--source <text>", t("records.correct.source"))
    .option("--json", t("records.json"))
    .addHelpText("after", `\n${t("records.correct.fields", { project: names("project"), organisation: names("organisation") })}`)
    .action((record: string, assignments: string[], { source, json }: { source?: string; json?: boolean }) =>
      run(async () => {
        const database = connect(await commandDatabase(context), { poolSize: 1 });
        context.closing.push(() => database.$disconnect());
        const corrected = await correctRecord(database, record, assignments, source ?? null);
        const { record: id, changes } = corrected;
        if (json) print(JSON.stringify(corrected, null, 2));
        else if (changes.length === 0) print(t("records.correct.unchanged", { id }));
        else print([t("records.correct.corrected", { id }), changesText(t, changes)].join("\n"));
        return exitCodes.done;
      }),
    );
}
