import type { Command } from "commander";
import { rebuildSearch } from "@/lib/search/rebuild";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** `atlas search rebuild` */
export function addSearch(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  const search = program.command("search").description(t("cli.search.description"));
  search
    .command("rebuild")
    .description(t("cli.search.rebuild"))
    .option("--json", t("cli.search.json"))
    .action((options: { json?: boolean }) =>
      run(async () => {
        const rebuilt = await rebuildSearch(await commandDatabase(context), screen.progress);
        print(options.json ? JSON.stringify(rebuilt, null, 2) : t("cli.search.done", rebuilt));
        return exitCodes.done;
      }),
    );
}
