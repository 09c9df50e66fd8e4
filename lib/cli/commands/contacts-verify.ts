import { type Command, InvalidArgumentError } from "commander";
import type { Database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { deliverQueue } from "@/lib/mail/queue";
import { askContacts } from "@/lib/verification/ask";
import { verificationMails } from "@/lib/verification/mail-queue";
import { askStates, readWhom, type Whom } from "@/lib/verification/whom";
import { type Context, type ExitCode, exitCodes } from "../context";

type OnDatabase = (work: (database: Database) => Promise<ExitCode>) => Promise<void>;
type Options = { olderThan: number; only?: string[]; dryRun?: boolean };

/** `atlas contacts verify` */
export function addVerify(contacts: Command, context: Context, onDatabase: OnDatabase): void {
  const { t } = context;
  const months = (text: string) => {
    if (!/^\d{1,3}$/.test(text) || Number(text) > 120) throw new InvalidArgumentError(t("verification.command.months"));
    return Number(text);
  };
  contacts
    .command("verify")
    .description(t("verification.command.verify"))
    .option(
      "--older-than <MONTHS>",
      t("verification.command.olderThan", { months: limits.contactFreshMonths }),
      months,
      limits.contactFreshMonths,
    )
    .option("--only <ID...>", t("verification.command.only"))
    .option("--dry-run", t("verification.command.dryRun"))
    .action((options: Options) => onDatabase((database) => verify(database, options, context)));
}

async function verify(database: Database, { olderThan, only = [], dryRun }: Options, { t, print, screen }: Context) {
  const asking = { olderThanMonths: olderThan, only, now: new Date() };
  const known = only.length > 0 ? await readWhom(database, asking) : [];
  const unknown = only.filter((id) => !known.some((one) => one.id === id.toLowerCase()));
  if (unknown.length > 0) {
    screen.say(t("verification.command.unknown", { ids: unknown.join(", ").slice(0, 200) }));
    return exitCodes.rejectedInput;
  }
  const all = await (dryRun ? readWhom(database, asking) : askContacts(database, asking));
  const due = all.filter(({ state }) => state === "due");
  for (const { id, language, ...one } of due) print(t("verification.command.line", { id, language, name: nameOf(one, t) }));
  const counts = Object.fromEntries(askStates.map((state) => [state, all.filter((one) => one.state === state).length]));
  screen.say(t("verification.command.left", { ...counts, days: limits.verifyPauseDays }));
  screen.say(t(`verification.command.${dryRun ? "would" : "written"}`, { count: due.length }));
  if (dryRun || due.length === 0) return exitCodes.done;
  if (env().SMTP_URL) screen.say(t("verification.command.sent", { count: await deliverQueue(verificationMails, database) }));
  else screen.say(t("verification.command.waiting"));
  return exitCodes.done;
}

/** People are told by function: a list is no place for names. */
function nameOf({ name, function: code }: Pick<Whom, "name" | "function">, t: Context["t"]): string {
  return code === null ? name : `${name} · ${t(`common.contactFunction.${code as "other"}`)}`;
}
