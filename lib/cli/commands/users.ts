import { type Command, InvalidArgumentError } from "commander";
import { makeLink } from "@/lib/accounts/mail-queue";
import { changeAccess, type Invited, invite, inviteAgain, revoke } from "@/lib/accounts/mutations";
import { type Role, roles } from "@/lib/accounts/permissions";
import { purgeAccounts } from "@/lib/accounts/purge";
import { type Account, findActive, listAccounts } from "@/lib/accounts/queries";
import { checkAccess, checkInvitation, type InvitationProblem, readEmail } from "@/lib/accounts/schema";
import { connect, type Database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { type Context, commandDatabase, type ExitCode, exitCodes } from "../context";
import type { Runner } from "../program";

type OnDatabase = (work: (database: Database) => Promise<ExitCode>) => Promise<void>;
type AccessOptions = { role: Role; countries?: string; organisations?: string };

/** `atlas users invite`, `again`, `list`, `role`, `revoke`, `purge` */
export function addUsers(program: Command, context: Context, run: Runner): void {
  const users = program.command("users").description(context.t("accounts.command.description"));
  const onDatabase: OnDatabase = (work) =>
    run(async () => {
      const database = connect(await commandDatabase(context), { poolSize: 2 });
      context.closing.push(() => database.$disconnect());
      return work(database);
    });
  addInvite(users, context, onDatabase);
  addAgain(users, context, onDatabase);
  addList(users, context, onDatabase);
  addRole(users, context, onDatabase);
  addRevoke(users, context, onDatabase);
  addPurge(users, context, onDatabase);
}

/** What somebody may see, as options of a command. */
function withAccess(command: Command, { t }: Context): Command {
  const roleOf = (text: string) => {
    const role = roles.find((each) => each === text);
    if (!role) throw new InvalidArgumentError(roles.join(", "));
    return role;
  };
  return command
    .requiredOption("--role <ROLE>", t("accounts.command.roleOption"), roleOf)
    .option("--countries <CODES>", t("accounts.command.countries"))
    .option("--organisations <IDS>", t("accounts.command.organisations"));
}

const accessValues = ({ role, countries = "", organisations = "" }: AccessOptions) => ({ role, countries, organisations });

function refuse({ screen, t }: Context, problems: readonly InvitationProblem[]): ExitCode {
  for (const problem of problems) screen.say(t(`accounts.problem.${problem}`, { most: limits.accountScope }));
  return exitCodes.rejectedInput;
}

/** Runs `work` with the id of somebody who may sign in; says so where there is none. */
async function onAccount(
  { screen, t }: Context,
  database: Database,
  text: string,
  work: (id: number, email: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const email = readEmail(text);
  const account = email === null ? null : await findActive(database, email);
  if (account && email) return work(account.id, email);
  screen.say(t("accounts.command.unknown", { email: text.slice(0, limits.emailLength) }));
  return exitCodes.rejectedInput;
}

/** Prints the link of an invitation, or says that a mail takes it. */
async function handOver({ t, print, screen }: Context, database: Database, linkId: number, email: string, asLink: boolean) {
  const made = asLink ? await makeLink(database, linkId) : null;
  if (made) print(made.address);
  else screen.say(t("accounts.command.invited", { email }));
  if (!asLink && !env().SMTP_URL) screen.say(t("accounts.command.noMail", { email }));
  return exitCodes.done;
}

function addInvite(users: Command, context: Context, onDatabase: OnDatabase): void {
  const { t } = context;
  const languageOf = (text: string): Locale => {
    if (!isLocale(text)) throw new InvalidArgumentError("fr, en");
    return text;
  };
  withAccess(users.command("invite").description(t("accounts.command.invite")), context)
    .argument("<EMAIL>", t("accounts.command.email"))
    .option("--language <fr|en>", t("accounts.command.language"), languageOf)
    .option("--link", t("accounts.command.link"))
    .action((email: string, options: AccessOptions & { language?: Locale; link?: boolean }) =>
      onDatabase(async (database) => {
        const values = { email, language: options.language ?? context.locale, ...accessValues(options) };
        const { invitation, problems } = checkInvitation(values);
        if (!invitation) return refuse(context, problems);
        const asLink = options.link === true;
        const invited: Invited = await invite(database, invitation, null, !asLink);
        if ("problem" in invited) return refuse(context, [invited.problem]);
        return handOver(context, database, invited.linkId, invitation.email, asLink);
      }),
    );
}

function addAgain(users: Command, context: Context, onDatabase: OnDatabase): void {
  const { t } = context;
  users
    .command("again")
    .description(t("accounts.command.again"))
    .argument("<EMAIL>", t("accounts.command.email"))
    .option("--link", t("accounts.command.link"))
    .action((text: string, options: { link?: boolean }) =>
      onDatabase((database) =>
        onAccount(context, database, text, async (id, email) => {
          const asLink = options.link === true;
          const linkId = await inviteAgain(database, id, null, !asLink);
          return linkId === null ? exitCodes.rejectedInput : handOver(context, database, linkId, email, asLink);
        }),
      ),
    );
}

function addList(users: Command, { t, print, screen, locale }: Context, onDatabase: OnDatabase): void {
  const day = (instant: Date | null) => instant?.toISOString().slice(0, 10) ?? "-";
  const line = ({ email, role, countries, organisations, invitedAt, lastSignInAt, revokedAt }: Account) => {
    const scope = [...countries.map(({ code }) => code), ...organisations.map(({ id }) => id)].join(",");
    return [email, role, scope || "-", day(invitedAt), day(lastSignInAt), day(revokedAt)].join("  ");
  };
  users
    .command("list")
    .description(t("accounts.command.list"))
    .option("--json", t("accounts.command.json"))
    .action((options: { json?: boolean }) =>
      onDatabase(async (database) => {
        const accounts = await listAccounts(database, locale);
        for (const account of accounts) print(options.json ? JSON.stringify(account) : line(account));
        screen.say(t("accounts.command.count", { count: accounts.length }));
        return exitCodes.done;
      }),
    );
}

function addRole(users: Command, context: Context, onDatabase: OnDatabase): void {
  const { t, print } = context;
  withAccess(users.command("role").description(t("accounts.command.role")), context)
    .argument("<EMAIL>", t("accounts.command.email"))
    .action((text: string, options: AccessOptions) =>
      onDatabase((database) =>
        onAccount(context, database, text, async (id, email) => {
          const { access, problems } = checkAccess(accessValues(options));
          if (!access) return refuse(context, problems);
          const problem = await changeAccess(database, id, access, null);
          if (problem) return refuse(context, [problem]);
          const scope = [...access.countries, ...access.organisations];
          print(t("accounts.command.changed", { email, access: [t(`accounts.role.${access.role}`), ...scope].join(" ") }));
          return exitCodes.done;
        }),
      ),
    );
}

function addRevoke(users: Command, context: Context, onDatabase: OnDatabase): void {
  const { t, print } = context;
  users
    .command("revoke")
    .description(t("accounts.command.revoke"))
    .argument("<EMAIL>", t("accounts.command.email"))
    .action((text: string) =>
      onDatabase((database) =>
        onAccount(context, database, text, async (id, email) => {
          await revoke(database, id, null);
          print(t("accounts.command.revoked", { email }));
          return exitCodes.done;
        }),
      ),
    );
}

function addPurge(users: Command, { t, print }: Context, onDatabase: OnDatabase): void {
  const { auditMonths, accountMonths } = limits;
  users
    .command("purge")
    .description(t("accounts.command.purge", { auditMonths, accountMonths }))
    .action(() =>
      onDatabase(async (database) => {
        print(t("accounts.command.purged", await purgeAccounts(database, new Date())));
        return exitCodes.done;
      }),
    );
}
