import { ReadableStream as WebStream } from "node:stream/web";

/**
 * A text in pieces as the body of an answer, made as it is read. Not `Readable.toWeb`: in Node 20 it may throw beyond any catch
 * where a client goes away while the last piece is on its way.
 */
export function streamOf(pieces: Iterable<string> | AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  async function* encoded() {
    for await (const piece of pieces) yield encoder.encode(piece);
  }
  return WebStream.from(encoded()) as ReadableStream<Uint8Array>;
}
