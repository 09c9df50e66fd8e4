import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { connect } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import { limits } from "@/lib/core/limits";
import { removePicture, setPicture } from "@/lib/news/mutations";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

type Given = { credit?: string; alternativeFr?: string; alternativeEn?: string; remove?: boolean };

function refused(message: string, file = ""): AtlasError {
  return new AtlasError("invalid_input", message, { context: { message: `news.command.error.${message}`, file } });
}

/** The bytes of a picture file, which is looked at before it is opened. */
async function bytesOf(file: string): Promise<Buffer> {
  const stats = await stat(file).catch(() => null);
  if (!stats?.isFile()) throw refused("file", path.basename(file));
  if (stats.size > limits.newsPictureBytes) throw refused("picture", path.basename(file));
  return readFile(file).catch(() => {
    throw refused("file", path.basename(file));
  });
}

/** `atlas news picture ITEM FILE` */
export function addNews(program: Command, context: Context, run: Runner): void {
  const { t, print } = context;
  program
    .command("news")
    .description(t("news.command.description"))
    .command("picture")
    .description(t("news.command.picture"))
    .argument("<ITEM>", t("news.command.item"))
    .argument("[FILE]", t("news.command.file"))
    .option("--credit <text>", t("news.command.credit"))
    .option("--alternative-fr <text>", t("news.command.alternativeFr"))
    .option("--alternative-en <text>", t("news.command.alternativeEn"))
    .option("--remove", t("news.command.remove"))
    .action((id: string, file: string | undefined, given: Given) =>
      run(async () => {
        const [credit = "", alternativeFr = "", alternativeEn = ""] = [
          given.credit,
          given.alternativeFr,
          given.alternativeEn,
        ].map((text) => text?.trim());
        const isWhole = file !== undefined && credit !== "" && alternativeFr !== "" && alternativeEn !== "";
        if (!given.remove && !isWhole) throw refused("stated");
        const bytes = given.remove || file === undefined ? null : await bytesOf(file);
        const database = connect(await commandDatabase(context), { poolSize: 1 });
        context.closing.push(() => database.$disconnect());
        if (bytes === null) {
          await removePicture(database, id);
          print(t("news.command.removed", { id }));
          return exitCodes.done;
        }
        const name = path.basename(file ?? "");
        const { width, height } = await setPicture(database, id, { name, bytes }, { credit, alternativeFr, alternativeEn });
        print(t("news.command.set", { id, width: String(width), height: String(height) }));
        return exitCodes.done;
      }),
    );
}
