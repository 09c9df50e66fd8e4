import { type Command, InvalidArgumentError, Option } from "commander";
import { loadDemo, usualProjects } from "@/lib/demo/load";
import { wipeDemo } from "@/lib/demo/wipe";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** `atlas demo load` and `atlas demo wipe` */
export function addDemo(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  const rows = (counts: Record<string, number>) =>
    Object.entries(counts).map(([table, count]) => t("cli.demo.row", { table, count }));
  const demo = program.command("demo").description(t("cli.demo.description"));

  const positive = (text: string) => {
    if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError(t("cli.demo.numberInvalid"));
    return Number(text);
  };
  demo
    .command("load")
    .description(t("cli.demo.load"))
    .option("--projects <N>", t("cli.demo.projects"), positive)
    .addOption(new Option("--scale <N>", t("cli.demo.scale", { count: usualProjects })).argParser(positive).conflicts("projects"))
    .action(({ projects, scale }: { projects?: number; scale?: number }) =>
      run(async () => {
        const wanted = scale === undefined ? projects : scale * usualProjects;
        const { created, alreadyLoaded } = await loadDemo(
          await commandDatabase(context),
          wanted === undefined ? {} : { projects: wanted },
          screen.progress,
        );
        print(alreadyLoaded ? t("cli.demo.alreadyLoaded") : [t("cli.demo.loaded"), ...rows(created)].join("\n"));
        return exitCodes.done;
      }),
    );

  demo
    .command("wipe")
    .description(t("cli.demo.wipe"))
    .action(() =>
      run(async () => {
        const removed = await wipeDemo(await commandDatabase(context));
        const count = Object.values(removed).reduce((sum, rows) => sum + rows, 0);
        print([t("cli.demo.wiped", { count }), ...rows(removed)].join("\n"));
        return exitCodes.done;
      }),
    );
}
