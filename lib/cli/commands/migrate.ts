import type { Command } from "commander";
import { migrate } from "@/prisma/migrate";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** `atlas migrate` */
export function addMigrate(program: Command, context: Context, run: Runner): void {
  const { t, print } = context;
  program
    .command("migrate")
    .description(t("cli.migrate.description"))
    .action(() =>
      run(async () => {
        const applied = await migrate(await commandDatabase(context, { anySchema: true }));
        print([t("cli.migrate.applied", { count: applied.length }), ...applied.map((name) => `  ${name}`)].join("\n"));
        return exitCodes.done;
      }),
    );
}
