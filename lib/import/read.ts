import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import type { Problem, Reason } from "./reasons";

/** A file as text. `sha256` is of its bytes. */
export type TextFile = { text: string; encoding: "utf-8" | "windows-1252"; sha256: string };
export type ReadResult = { ok: true; file: TextFile } | { ok: false; problems: Problem[] };

/** Reads a text file of at most `maxBytes`. Refuses what is empty, larger, binary or of an unknown encoding; never throws for a file. */
export async function readTextFile(path: string, maxBytes: number): Promise<ReadResult> {
  let bytes: Buffer;
  try {
    const refusal = await refusalOfFile(path, maxBytes);
    if (refusal) return { ok: false, problems: [refusal] };
    bytes = await readAtMost(path, maxBytes + 1);
  } catch (error) {
    return { ok: false, problems: [unreadable(error)] };
  }
  if (bytes.length > maxBytes) return refused("too_large", null, String(bytes.length));
  return decodeText(bytes);
}

/** Why a path is not to be opened: no regular file, or more than `maxBytes`. Null when it may be. Throws as the file system does. */
export async function refusalOfFile(path: string, maxBytes: number): Promise<Problem | null> {
  // Looked at before opening: opening a named pipe would wait for ever.
  const stats = await stat(path);
  if (!stats.isFile()) return { line: null, column: null, value: "", reason: "not_a_file" };
  return stats.size > maxBytes ? { line: null, column: null, value: String(stats.size), reason: "too_large" } : null;
}

/** What an error of the file system means to the operator; other errors are thrown again. */
export function unreadable(error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  return { line: null, column: null, value: code, reason: code === "ENOENT" ? "not_a_file" : "unreadable" };
}

/** A file may grow between the look at its size and the reading: the read itself is bounded, too. */
async function readAtMost(path: string, bound: number): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const chunks: Buffer[] = [];
    let left = bound;
    while (left > 0) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(left, 65_536)), 0, Math.min(left, 65_536), null);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

/** Bytes to text: UTF-8 (a byte order mark is tolerated), else Windows-1252, in which the legacy Atlas may be saved. */
export function decodeText(bytes: Buffer): ReadResult {
  if (bytes.length === 0) return refused("empty", null, "0");
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refused("encoding_utf16", 1, "");
  const control = bytes.findIndex(isControlByte);
  if (control >= 0) return refused("binary", lineOf(bytes, control), hex(bytes[control]));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const utf8 = decodeUtf8(bytes, false);
  if (utf8 !== null) return checked({ text: utf8, encoding: "utf-8", sha256 }, bytes);
  // Valid but for a character cut at the very end: the file was truncated.
  const validBytes = validUtf8Length(bytes);
  if (decodeUtf8(bytes, true) !== null) return refused("truncated", lineOf(bytes, bytes.length), "");
  const text = decodeWindows1252(bytes);
  // UTF-8 with a damaged byte reads as "Ã©" in Windows-1252: no French text holds that.
  if (/[ÃÂ][\u0080-\u00bf]|â€/u.test(text)) return refused("encoding_invalid", lineOf(bytes, validBytes), hex(bytes[validBytes]));
  return checked({ text, encoding: "windows-1252", sha256 }, bytes);
}

function checked(file: TextFile, bytes: Buffer): ReadResult {
  if (file.text.trim() === "") return refused("empty", 1, String(bytes.length));
  const lines = file.text.split(/\r\n|\n|\r/);
  // C1 controls: bytes that Windows-1252 does not define, or binary that happens to be valid UTF-8.
  const line = lines.findIndex((l) => /[\u0080-\u009f]/u.test(l));
  return line < 0 ? { ok: true, file } : refused("binary", line + 1, hexOfControl(lines[line]));
}

/** Signs of 0x80 to 0x9F. Node's own decoder reads these bytes as controls (nodejs/node#56542). */
const windows1252Signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Bytes to text in Windows-1252; bytes that it does not define stay controls. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (sign) => windows1252Signs.charAt(sign.charCodeAt(0) - 0x80));
}

function decodeUtf8(bytes: Uint8Array, stream: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** Number of leading bytes that are valid UTF-8, found by halving: the decoder does not tell where it stopped. */
export function validUtf8Length(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodeUtf8(bytes.subarray(0, middle), true) === null) invalid = middle;
    else valid = middle;
  }
  return valid;
}

/** A byte that no text holds. */
export function isControlByte(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f;
}

function lineOf(bytes: Buffer, offset: number): number {
  return bytes
    .subarray(0, offset)
    .toString("latin1")
    .split(/\r\n|\n|\r/).length;
}

/** "0x1B", as reports name a byte. */
export function hex(byte: number | undefined): string {
  return byte === undefined ? "" : `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

function hexOfControl(line: string | undefined): string {
  return hex(/[\u0080-\u009f]/u.exec(line ?? "")?.[0].charCodeAt(0));
}

function refused(reason: Reason, line: number | null, value: string): ReadResult {
  return { ok: false, problems: [{ line, column: null, value, reason }] };
}
