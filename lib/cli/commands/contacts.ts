import type { Command } from "commander";
import { contactFields, setContact } from "@/lib/contacts/set";
import { connect, type Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { readNumber } from "@/lib/feedback/number";
import { formatInstant } from "@/lib/i18n/format";
import { listOutbox, retryMails, type StuckMail } from "@/lib/relay/outbox";
import { purgeLetters } from "@/lib/relay/purge";
import { type Context, commandDatabase, type ExitCode, exitCodes } from "../context";
import type { Runner } from "../program";
import { addBounced } from "./contacts-bounced";
import { addOptOut } from "./contacts-optout";
import { addVerify } from "./contacts-verify";

type OnDatabase = (work: (database: Database) => Promise<ExitCode>) => Promise<void>;

/** `atlas contacts set`, `verify`, `outbox`, `retry`, `purge` */
export function addContacts(program: Command, context: Context, run: Runner): void {
  const contacts = program.command("contacts").description(context.t("relay.command.description"));
  const onDatabase: OnDatabase = (work) =>
    run(async () => {
      const database = connect(await commandDatabase(context), { poolSize: 2 });
      context.closing.push(() => database.$disconnect());
      return work(database);
    });
  addSet(contacts, context, onDatabase);
  addVerify(contacts, context, onDatabase);
  addBounced(contacts, context, onDatabase);
  addOptOut(contacts, context, onDatabase);
  addOutbox(contacts, context, onDatabase);
  addRetry(contacts, context, onDatabase);
  addPurge(contacts, context, onDatabase);
}

function addSet(contacts: Command, { t, print }: Context, onDatabase: OnDatabase): void {
  contacts
    .command("set")
    .description(t("contacts.set.description"))
    .argument("<RECORD>", t("contacts.set.record"))
    .argument("[FIELD=VALUE...]", t("contacts.set.assignments", { fields: contactFields.join(", ") }))
    .addHelpText("after", `\n${t("contacts.set.rules")}`)
    .action((record: string, assignments: string[]) =>
      onDatabase(async (database) => {
        const fields = await setContact(database, record, assignments);
        print(t("contacts.set.done", { record, fields: fields.join(", ") }));
        return exitCodes.done;
      }),
    );
}

function addOutbox(contacts: Command, { t, print, screen, locale }: Context, onDatabase: OnDatabase): void {
  const line = ({ number, publicId, kind, state, attempts, lastError, createdAt }: StuckMail) =>
    t("relay.command.line", {
      ...{ number, attempts, to: publicId, kind: t(`relay.command.kind.${kind}`), code: lastError ?? "" },
      state: t(`relay.command.state.${state}`, { since: formatInstant(locale, createdAt) }),
    }).trimEnd();
  contacts
    .command("outbox")
    .description(t("relay.command.outbox"))
    .option("--json", t("relay.command.jsonLines"))
    .action((options: { json?: boolean }) =>
      onDatabase(async (database) => {
        let count = 0;
        for await (const mail of listOutbox(database)) {
          print(options.json ? JSON.stringify(mail) : line(mail));
          count += 1;
        }
        screen.say(t("relay.command.count", { count }));
        return exitCodes.done;
      }),
    );
}

function addRetry(contacts: Command, { t, print, screen }: Context, onDatabase: OnDatabase): void {
  contacts
    .command("retry")
    .description(t("relay.command.retry"))
    .argument("<NUMBER>", t("relay.command.number"))
    .action((text: string) =>
      onDatabase(async (database) => {
        const number = readNumber(text, "M");
        const count = number ? await retryMails(database, number) : 0;
        if (!number || count === 0) {
          screen.say(t("relay.command.unknown", { number: text.slice(0, 40) }));
          return exitCodes.rejectedInput;
        }
        print(t("relay.command.retried", { number, count }));
        return exitCodes.done;
      }),
    );
}

function addPurge(contacts: Command, { t, print }: Context, onDatabase: OnDatabase): void {
  contacts
    .command("purge")
    .description(t("relay.command.purge", { days: limits.relayTextDays, stuckDays: limits.relayStuckDays }))
    .action(() =>
      onDatabase(async (database) => {
        print(t("relay.command.purged", { count: await purgeLetters(database, new Date()) }));
        return exitCodes.done;
      }),
    );
}
