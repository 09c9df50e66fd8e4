import pg from "pg";
import { AtlasError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type OpenDatabase, openDatabase } from "@/lib/launcher/database";
import type { Screen } from "@/lib/launcher/screen";
import { migrate, pendingMigrations } from "@/prisma/migrate";

/** Exit codes of every command. */
export const exitCodes = { done: 0, rejectedInput: 1, couldNotRun: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command works with: the operator's language, the screen (stderr) and the result's way out (stdout). */
export type Context = {
  locale: Locale;
  t: Translator;
  screen: Screen;
  print(text: string): void;
  closing: (() => Promise<void>)[];
};

async function refuseOtherSchema(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const pending = await pendingMigrations(client);
    if (pending.length > 0)
      throw new AtlasError("migrations_pending", "migrations are pending", { context: { pending: pending.length } });
  } finally {
    await client.end();
  }
}

/** The database to work on, closed when the command ends. Its schema may be of any version. */
export async function openCommandDatabase(context: Context): Promise<OpenDatabase> {
  const onWait = () => context.screen.say(context.t("cli.launcher.waitingForDatabase"));
  const database = await openDatabase({ command: "atlas", onWait });
  context.closing.push(database.close);
  return database;
}

/**
 * Address of the database to work on. The embedded one is brought to this version's schema; in the operator's own, only
 * `atlas migrate` changes the schema. Throws `migrations_pending`.
 */
export async function commandDatabase(context: Context, options: { anySchema?: boolean } = {}): Promise<string> {
  const database = await openCommandDatabase(context);
  if (!options.anySchema) await (database.embedded ? migrate(database.url) : refuseOtherSchema(database.url));
  return database.url;
}
