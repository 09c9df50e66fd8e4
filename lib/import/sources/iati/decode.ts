import { decodeWindows1252, validUtf8Length } from "../../read";
import type { Reason } from "../../reasons";
import { FileRefused } from "../../source";

type Decode = (bytes: Buffer, last: boolean) => string;

/** An XML declaration has at most three short pairs; this many bytes hold it in any encoding. */
const declarationBytes = 512;

/**
 * Bytes of an XML file as text, piece by piece: the encoding is that of the byte order mark, else of the XML declaration, else
 * UTF-8. Throws FileRefused for an unknown encoding (value: its name) or bytes that it does not allow, after everything before.
 */
export async function* decodeXml(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let head: Buffer | null = Buffer.alloc(0);
  let decode: Decode = String;
  for await (const chunk of chunks) {
    const bytes: Buffer = head ? Buffer.concat([head, chunk]) : chunk;
    if (head && bytes.length < declarationBytes) {
      head = bytes;
      continue;
    }
    if (head) decode = decoderOf(bytes);
    head = null;
    yield* decoded(decode, bytes, false);
  }
  if (head) decode = decoderOf(head);
  yield* decoded(decode, head ?? Buffer.alloc(0), true);
}

function* decoded(decode: Decode, bytes: Buffer, last: boolean): Generator<string> {
  try {
    yield decode(bytes, last);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // A character may have begun in the piece before.
    const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
    const rest = bytes.subarray(Math.max(0, start));
    yield rest.subarray(0, validUtf8Length(rest)).toString("utf8");
    throw refused("encoding_invalid", "");
  }
}

function decoderOf(bytes: Buffer): Decode {
  const name = encodingOf(bytes);
  if (/^(?:iso-?8859-1|latin-?1|windows-1252|cp1252)$/i.test(name)) return decodeWindows1252;
  try {
    const decoder = new TextDecoder(/^(?:us-)?ascii$/i.test(name) ? "utf-8" : name, { fatal: true });
    return (piece, last) => decoder.decode(piece, { stream: !last });
  } catch {
    throw refused("encoding_unknown", name);
  }
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xef && second === 0xbb) return "utf-8";
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  const declaration = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    bytes.toString("latin1", 0, declarationBytes),
  );
  return declaration?.[1] ?? "utf-8";
}

function refused(reason: Reason, value: string): FileRefused {
  return new FileRefused([{ line: null, column: null, value, reason }]);
}
