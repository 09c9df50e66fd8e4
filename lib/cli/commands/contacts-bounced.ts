import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { mailsOf, takeBounces } from "@/lib/contacts/bounces";
import { listUndeliverable, type Marked } from "@/lib/contacts/undeliverable";
import { isoDay } from "@/lib/core/dates";
import type { Database } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import { formatDate } from "@/lib/i18n/format";
import { type Context, type ExitCode, exitCodes } from "../context";

type OnDatabase = (work: (database: Database) => Promise<ExitCode>) => Promise<void>;

const lineOf = ({ id, name, undeliverableOn }: Marked, { t, locale }: Context) =>
  t("contacts.bounced.line", { id, name, date: formatDate(locale, isoDay(undeliverableOn)) });

/** The mails of these files, or of standard input. Throws `invalid_input` before anything is read. */
async function* mailsOfFiles(files: readonly string[]): AsyncGenerator<Buffer> {
  for (const file of files) {
    const isFile = file === "-" || (await stat(file).catch(() => null))?.isFile();
    const context = { message: "contacts.bounced.noFile", file: path.basename(file) };
    if (!isFile) throw new AtlasError("invalid_input", "no such file", { context });
  }
  for (const file of files) yield* mailsOf(file === "-" ? process.stdin : createReadStream(file));
}

/** `atlas contacts bounced` and `undeliverable` */
export function addBounced(contacts: Command, context: Context, onDatabase: OnDatabase): void {
  const { t, print, screen } = context;
  contacts
    .command("bounced")
    .description(t("contacts.bounced.description"))
    .argument("[FILE...]", t("contacts.bounced.files"))
    .action((files: string[]) =>
      onDatabase(async (database) => {
        const mails = mailsOfFiles(files.length > 0 ? files : ["-"]);
        const { marked, unmatched, others } = await takeBounces(database, mails, new Date());
        for (const one of marked) print(lineOf(one, context));
        for (const address of unmatched) screen.say(t("contacts.bounced.unmatched", { address }));
        screen.say(t("contacts.bounced.count", { marked: marked.length, unmatched: unmatched.length, others }));
        return exitCodes.done;
      }),
    );
  contacts
    .command("undeliverable")
    .description(t("contacts.bounced.list"))
    .action(() =>
      onDatabase(async (database) => {
        const marked = await listUndeliverable(database);
        for (const one of marked) print(lineOf(one, context));
        screen.say(t("contacts.bounced.listed", { count: marked.length }));
        return exitCodes.done;
      }),
    );
}
