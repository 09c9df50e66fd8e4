import { createReadStream } from "node:fs";
import { limits } from "@/lib/core/limits";
import { decodeWindows1252, hex, isControlByte, refusalOfFile, unreadable } from "../../read";
import type { Problem } from "../../reasons";
import { FileRefused } from "../../source";
import { Utf8Scan } from "./utf8-scan";

export type Encoding = "utf-8" | "windows-1252";

/** How the bytes of a text file read. `mark`: it starts with the byte order mark of UTF-8, whatever follows. */
export type TextFacts = { encoding: Encoding; mark: boolean };

/** Small, because the rows of one piece are all made before the first is taken. */
const chunkBytes = 64 * 1024;
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Finds the encoding of a text file in one pass and constant memory: UTF-8 where every byte of it is, else Windows-1252. The
 * mark of UTF-8 is distrusted: real files bear it in front of Windows-1252. Throws FileRefused for what is no such text.
 */
export async function findEncoding(path: string): Promise<TextFacts> {
  const scan = new Utf8Scan();
  let first: Buffer | null = null;
  try {
    const refusal = await refusalOfFile(path, limits.tableBytes);
    if (refusal) throw new FileRefused([refusal]);
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
      const start = first === null && startsWithMark(chunk) ? mark.length : 0;
      first ??= Buffer.from(chunk.subarray(0, mark.length));
      if (start === 0 && scan.bytes === 0) refuseUtf16(chunk);
      scan.push(chunk.subarray(start));
      if (scan.control) throw refused("binary", scan.control.line, hex(scan.control.byte));
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused([unreadable(error)]);
  }
  if (!scan.hasText) throw refused("empty", null, String(scan.bytes));
  return { encoding: encodingOf(scan), mark: first !== null && startsWithMark(first) };
}

function encodingOf(scan: Utf8Scan): Encoding {
  scan.end();
  if (!scan.invalid) {
    if (scan.c1) throw refused("binary", scan.c1.line, hex(scan.c1.byte));
    return "utf-8";
  }
  // Good but for a character cut at the very end: the file was truncated.
  if (scan.invalid.atEnd && scan.multibyte > 0) throw refused("truncated", scan.invalid.line, "");
  // UTF-8 with a damaged byte reads as "Ã©" in Windows-1252: no French text holds that.
  if (scan.latinPairs > 0) throw refused("encoding_invalid", scan.invalid.line, hex(scan.invalid.byte));
  if (scan.undefined1252) throw refused("binary", scan.undefined1252.line, hex(scan.undefined1252.byte));
  return "windows-1252";
}

/** The text of a file in pieces, without its mark, every line break as "\n". Constant memory. */
export async function* decodedText(path: string, { encoding, mark: marked }: TextFacts): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const options = { highWaterMark: chunkBytes, start: marked ? mark.length : 0 };
  let carry = "";
  for await (const chunk of createReadStream(path, options) as AsyncIterable<Buffer>) {
    const text = carry + (encoding === "utf-8" ? decoder.decode(chunk, { stream: true }) : decodeWindows1252(chunk));
    // "\r" and "\n" may fall into two pieces.
    carry = text.endsWith("\r") ? "\r" : "";
    yield unixLines(carry ? text.slice(0, -1) : text);
  }
  if (carry) yield "\n";
}

function unixLines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function startsWithMark(bytes: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function refuseUtf16(chunk: Buffer): void {
  const [first, second] = chunk;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw refused("encoding_utf16", 1, "");
  // Without a mark, UTF-16 shows as every second byte zero: said before "binary", which helps nobody.
  const zeros = chunk.subarray(0, 64).filter((byte) => byte === 0).length;
  if (zeros >= 8 && !chunk.subarray(0, 64).some((byte) => byte !== 0 && isControlByte(byte)))
    throw refused("encoding_utf16", 1, "");
}

function refused(reason: Problem["reason"], line: number | null, value: string): FileRefused {
  return new FileRefused([{ line, column: null, value, reason }]);
}
