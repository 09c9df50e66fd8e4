import type { Command } from "commander";
import { rowsOf } from "@/lib/backup/manifest";
import { openBackup } from "@/lib/backup/read";
import { refusal } from "@/lib/backup/refusal";
import { restoreBackup } from "@/lib/backup/restore";
import { onConnection } from "@/lib/backup/session";
import { refuseUnfit } from "@/lib/backup/target";
import { writeBackup } from "@/lib/backup/write";
import { rememberRestored } from "@/lib/launcher/prepare";
import { type Context, commandDatabase, exitCodes, openCommandDatabase } from "../context";
import type { Runner } from "../program";

type Backup = Awaited<ReturnType<typeof openBackup>> | Awaited<ReturnType<typeof writeBackup>>;

/** What the command writes for programs. */
function asJson({ file, bytes, manifest }: Backup, more: Record<string, unknown> = {}): string {
  const tables = manifest.tables.map(({ name, rows }) => ({ name, rows }));
  const migrations = manifest.migrations.map(({ name }) => name);
  return JSON.stringify({ file, bytes, madeAt: manifest.madeAt, portal: manifest.portal, migrations, tables, ...more }, null, 2);
}

const sizes = ({ file, bytes, manifest }: Backup) => ({
  file,
  bytes,
  tables: manifest.tables.length,
  rows: rowsOf(manifest.tables),
});

/** `atlas backup FILE` */
export function addBackup(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  program
    .command("backup")
    .description(t("cli.backup.backup"))
    .argument("<FILE>", t("cli.backup.newFile"))
    .option("--force", t("cli.backup.force"))
    .option("--json", t("cli.backup.json"))
    .action((file: string, options: { force?: boolean; json?: boolean }) =>
      run(async () => {
        const url = await commandDatabase(context, { anySchema: true });
        const report = await writeBackup(url, file, { force: options.force ?? false }, screen.progress);
        screen.say(t("cli.backup.personalData"));
        print(options.json ? asJson(report) : t("cli.backup.written", sizes(report)));
        return exitCodes.done;
      }),
    );
}

/** `atlas restore FILE` */
export function addRestore(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  program
    .command("restore")
    .description(t("cli.backup.restore"))
    .argument("<FILE>", t("cli.backup.existingFile"))
    .option("--yes", t("cli.backup.yes"))
    .option("--json", t("cli.backup.json"))
    .action((file: string, options: { yes?: boolean; json?: boolean }) =>
      run(async () => {
        const backup = await openBackup(file, screen.progress);
        const madeAt = new Date(backup.manifest.madeAt);
        screen.say(t("cli.backup.whole", { ...sizes(backup), madeAt, portal: backup.manifest.portal }));
        const database = await openCommandDatabase(context);
        await onConnection(database.url, (client) => refuseUnfit(client, backup.manifest));
        const { host, pathname } = new URL(database.url);
        if (!options.yes) throw refusal("notConfirmed", { database: `${host}${pathname}` });
        const migrated = await restoreBackup(database.url, backup, screen.progress);
        if (database.embedded) rememberRestored(database);
        print(
          options.json ? asJson(backup, { migrated }) : t("cli.backup.restored", { ...sizes(backup), migrated: migrated.length }),
        );
        return exitCodes.done;
      }),
    );
}
