import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { limits } from "@/lib/core/limits";
import { decodeText, refusalOfFile, type TextFile, unreadable } from "../../read";
import type { Problem } from "../../reasons";
import { FileRefused } from "../../source";
import { decodeXml } from "../iati/decode";
import { readFeedNews } from "./feed";
import type { StatedNews } from "./item";
import { readTextNews } from "./text";

export type NewsFile = Pick<TextFile, "encoding" | "sha256"> & { items: StatedNews[] };

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const refusal = await refusalOfFile(path, limits.smallTableBytes);
    if (refusal) throw new FileRefused([refusal]);
    return await readFile(path);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused([unreadable(error)]);
  }
}

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Reads a file of news, told apart by its content: an Atom or RSS feed, or one item saved as text. Throws FileRefused. */
export async function readNewsFile(path: string, tell: (problem: Problem) => void): Promise<NewsFile> {
  const bytes = await bytesOf(path);
  if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(bytes.toString("latin1", 0, 200))) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { encoding: "utf-8", sha256, items: await readFeedNews(decodeXml(whole(bytes))) };
  }
  const read = decodeText(bytes);
  if (!read.ok) throw new FileRefused(read.problems);
  const { text, encoding, sha256 } = read.file;
  if (text.length > limits.newsCharacters)
    throw new FileRefused([{ line: null, column: null, value: String(text.length), reason: "news_too_long" }]);
  if (encoding === "windows-1252") tell({ line: null, column: null, value: encoding, reason: "encoding_windows_1252" });
  return { encoding, sha256, items: [readTextNews(text, tell)] };
}
