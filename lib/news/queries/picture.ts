import { db } from "@/lib/core/db";

/** The file of the picture of an item that is shown; null where there is none. */
export async function readNewsPicture(publicId: string): Promise<{ file: Uint8Array<ArrayBuffer>; mediaType: string } | null> {
  return db().newsPicture.findFirst({
    where: { newsItem: { publicId, published: true } },
    select: { file: true, mediaType: true },
  });
}
