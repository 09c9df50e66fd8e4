import { type Command, InvalidArgumentError } from "commander";
import { connect, type Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { type FeedbackLine, getFeedback, listFeedback } from "@/lib/feedback/list";
import { type Closing, closeReport } from "@/lib/feedback/mutations";
import { readNumber } from "@/lib/feedback/number";
import { purgeFeedback } from "@/lib/feedback/purge";
import { feedbackStatuses } from "@/lib/feedback/schema";
import { formatDate, formatInstant } from "@/lib/i18n/format";
import { type Context, commandDatabase, type ExitCode, exitCodes } from "../context";
import type { Runner } from "../program";
import { feedbackText } from "./feedback-text";

type Work = (database: Database) => Promise<ExitCode>;

/** `atlas feedback list`, `show`, `close`, `purge` */
export function addFeedback(program: Command, context: Context, run: Runner): void {
  const feedback = program.command("feedback").description(context.t("feedback.command.description"));
  const onDatabase = (work: Work) =>
    run(async () => {
      const database = connect(await commandDatabase(context), { poolSize: 2 });
      context.closing.push(() => database.$disconnect());
      return work(database);
    });
  addList(feedback, context, onDatabase);
  addShow(feedback, context, onDatabase);
  addClose(feedback, context, onDatabase);
  addPurge(feedback, context, onDatabase);
}

type OnDatabase = (work: Work) => Promise<void>;

/** Reads one of a few words; what may stand there is said in the operator's language. */
function oneOf<T extends string>(words: readonly T[], { t }: Context): (text: string) => T {
  return (text) => {
    const word = words.find((known) => known === text);
    if (!word) throw new InvalidArgumentError(t("feedback.command.words", { words: words.join(", ") }));
    return word;
  };
}

function addList(feedback: Command, context: Context, onDatabase: OnDatabase): void {
  const { t, print, locale } = context;
  const line = ({ number, status, kind, publicId, createdAt, fromConcerned }: FeedbackLine) =>
    [
      ...[number, formatInstant(locale, createdAt), publicId, t(`feedback.status.${status}`), t(`feedback.kind.${kind}`)],
      ...(fromConcerned ? [t("feedback.show.fromConcerned")] : []),
    ].join("  ");
  feedback
    .command("list")
    .description(t("feedback.command.list"))
    .option("--status <STATUS>", t("feedback.command.statusOption"), oneOf(feedbackStatuses, context))
    .option("--json", t("feedback.command.jsonLines"))
    .action((options: { status?: (typeof feedbackStatuses)[number]; json?: boolean }) =>
      onDatabase(async (database) => {
        let count = 0;
        for await (const each of listFeedback(database, options.status)) {
          print(options.json ? JSON.stringify(each) : line(each));
          count += 1;
        }
        context.screen.say(t("feedback.command.count", { count }));
        return exitCodes.done;
      }),
    );
}

function unknown({ screen, t }: Context, text: string): ExitCode {
  screen.say(t("feedback.command.unknown", { number: text.slice(0, 40) }));
  return exitCodes.couldNotRun;
}

function addShow(feedback: Command, context: Context, onDatabase: OnDatabase): void {
  const { t, print, locale } = context;
  feedback
    .command("show")
    .description(t("feedback.command.show"))
    .argument("<NUMBER>", t("feedback.command.number"))
    .option("--json", t("feedback.command.json"))
    .action((text: string, options: { json?: boolean }) =>
      onDatabase(async (database) => {
        const number = readNumber(text);
        const report = number && (await getFeedback(database, number));
        if (!report) return unknown(context, text);
        print(options.json ? JSON.stringify(report, null, 2) : feedbackText(report, locale));
        return exitCodes.done;
      }),
    );
}

const closings = ["accepted", "rejected", "done"] as const satisfies readonly Closing[];

function addClose(feedback: Command, context: Context, onDatabase: OnDatabase): void {
  const { t, print, screen, locale } = context;
  const noteOf = (text: string) => {
    if (text.length > limits.feedbackTextLength) throw new InvalidArgumentError(t("feedback.command.noteTooLong"));
    return text;
  };
  feedback
    .command("close")
    .description(t("feedback.command.close"))
    .argument("<NUMBER>", t("feedback.command.number"))
    .requiredOption("--as <STATUS>", t("feedback.command.as"), oneOf(closings, context))
    .option("--note <TEXT>", t("feedback.command.noteOption"), noteOf)
    .action((text: string, options: { as: Closing; note?: string }) =>
      onDatabase(async (database) => {
        const number = readNumber(text);
        const closed = number ? await closeReport(database, number, options.as, options.note?.trim()) : null;
        if (!number || !closed || closed.state === "unknown") return unknown(context, text);
        if (closed.state === "refused") {
          screen.say(t("feedback.command.alreadyClosed", { number, status: t(`feedback.status.${closed.status}`) }));
          return exitCodes.rejectedInput;
        }
        print(t("feedback.command.closed", { number, status: t(`feedback.status.${options.as}`) }));
        if (closed.confirmedOn) print(t("feedback.command.confirmed", { date: formatDate(locale, closed.confirmedOn) }));
        return exitCodes.done;
      }),
    );
}

function addPurge(feedback: Command, { t, print }: Context, onDatabase: OnDatabase): void {
  const months = { contactMonths: limits.feedbackContactMonths, textMonths: limits.feedbackTextMonths };
  feedback
    .command("purge")
    .description(t("feedback.command.purge", months))
    .action(() =>
      onDatabase(async (database) => {
        print(t("feedback.command.purged", await purgeFeedback(database, new Date())));
        return exitCodes.done;
      }),
    );
}
