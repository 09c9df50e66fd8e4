import type { DatabaseReader } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import { type PictureFile, readPicture } from "./picture-file";

/** What is said of a picture; texts must not be empty. */
export type PictureFacts = { credit: string; alternativeFr: string; alternativeEn: string };

async function itemId(db: DatabaseReader, publicId: string): Promise<number> {
  const item = await db.newsItem.findUnique({ where: { publicId }, select: { id: true } });
  if (item) return item.id;
  throw new AtlasError("invalid_input", `no news item ${publicId}`, {
    context: { message: "news.command.error.item", id: publicId },
  });
}

/** Gives an item its picture, in place of a former one. Throws `invalid_input` for an unknown item or what is no picture. */
export async function setPicture(
  db: DatabaseReader,
  publicId: string,
  { name, bytes }: { name: string; bytes: Buffer },
  facts: PictureFacts,
): Promise<PictureFile> {
  const newsItemId = await itemId(db, publicId);
  const picture = readPicture(bytes);
  if (!picture)
    throw new AtlasError("invalid_input", "no picture", { context: { message: "news.command.error.picture", file: name } });
  const data = { ...facts, ...picture, file: new Uint8Array(picture.file) };
  await db.newsPicture.upsert({ where: { newsItemId }, create: { newsItemId, ...data }, update: data });
  return picture;
}

/** Takes the picture of an item away; nothing happens where it has none. Throws `invalid_input` for an unknown item. */
export async function removePicture(db: DatabaseReader, publicId: string): Promise<void> {
  await db.newsPicture.deleteMany({ where: { newsItemId: await itemId(db, publicId) } });
}
