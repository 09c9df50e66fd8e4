import type { Command } from "commander";
import { optOut } from "@/lib/contacts/opt-out";
import type { Database } from "@/lib/core/db";
import { type Context, type ExitCode, exitCodes } from "../context";

type OnDatabase = (work: (database: Database) => Promise<ExitCode>) => Promise<void>;

/** `atlas contacts optout` */
export function addOptOut(contacts: Command, { t, print, screen }: Context, onDatabase: OnDatabase): void {
  contacts
    .command("optout")
    .description(t("contacts.optout.description"))
    .argument("<ID>", t("contacts.optout.who"))
    .action((who: string) =>
      onDatabase(async (database) => {
        const count = await optOut(database, who.trim());
        if (count === null) {
          screen.say(t("contacts.optout.unknown", { who: who.slice(0, 40) }));
          return exitCodes.rejectedInput;
        }
        print(t("contacts.optout.done", { count }));
        screen.say(t("contacts.optout.backups"));
        return exitCodes.done;
      }),
    );
}
