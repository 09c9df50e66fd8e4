import { isControlByte } from "../../read";

type Place = { line: number; byte: number };

/** Bytes that Windows-1252 does not define. */
const undefinedIn1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Looks at the bytes of a text once, as they come, and remembers what tells its encoding: whether all of it is well-formed
 * UTF-8 (Unicode, table 3-7), where it is not, and what no text holds. Lines are those that an editor shows.
 */
export class Utf8Scan {
  bytes = 0;
  line = 1;
  hasText = false;
  /** First byte that is no UTF-8; `atEnd` when it only lacks the bytes after the end. */
  invalid: (Place & { atEnd: boolean }) | null = null;
  control: Place | null = null;
  /** A control of U+0080 to U+009F, written in UTF-8. */
  c1: Place | null = null;
  undefined1252: Place | null = null;
  /** Well-formed sequences, and those of them that read as "Ã…", "Â…" or "â€…" in Windows-1252. */
  multibyte = 0;
  latinPairs = 0;

  private lead = 0;
  private left = 0;
  private low = 0x80;
  private high = 0xbf;
  private afterReturn = false;

  push(chunk: Uint8Array): void {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] as number;
      if (byte > 0x20 && byte < 0x7f && this.left === 0) {
        this.hasText = true;
        this.afterReturn = false;
      } else this.take(byte);
    }
    this.bytes += chunk.length;
  }

  /** To be called after the last byte. */
  end(): void {
    if (this.left > 0 && !this.invalid) this.invalid = { line: this.line, byte: this.lead, atEnd: true };
  }

  private take(byte: number): void {
    if (byte < 0x80) {
      if (this.left > 0) this.fail(this.lead);
      this.takeAscii(byte);
      return;
    }
    this.hasText = true;
    this.afterReturn = false;
    if (undefinedIn1252.has(byte)) this.undefined1252 ??= { line: this.line, byte };
    if (this.left > 0 && byte >= this.low && byte <= this.high) this.takeContinuation(byte);
    else {
      if (this.left > 0) this.fail(this.lead);
      this.takeLead(byte);
    }
  }

  private takeAscii(byte: number): void {
    if (byte === 0x0a && this.afterReturn) {
      this.afterReturn = false;
      return;
    }
    if (byte === 0x0a || byte === 0x0d) this.line++;
    else if (byte > 0x20 && byte < 0x7f) this.hasText = true;
    else if (isControlByte(byte)) this.control ??= { line: this.line, byte };
    this.afterReturn = byte === 0x0d;
  }

  private takeContinuation(byte: number): void {
    if (this.lead === 0xc2 && byte < 0xa0) this.c1 ??= { line: this.line, byte };
    this.left--;
    this.low = 0x80;
    this.high = 0xbf;
    if (this.left > 0) return;
    this.multibyte++;
    if (this.lead === 0xc2 || this.lead === 0xc3 || this.lead === 0xe2) this.latinPairs++;
  }

  private takeLead(byte: number): void {
    this.lead = byte;
    this.left = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    this.low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (this.left === 0) this.fail(byte);
  }

  private fail(byte: number): void {
    this.left = 0;
    this.low = 0x80;
    this.high = 0xbf;
    this.invalid ??= { line: this.line, byte, atEnd: false };
  }
}
