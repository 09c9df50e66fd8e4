import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { limits } from "@/lib/core/limits";
import { failureOf } from "./failures";

type KeptResponse = { headers: Record<string, string>; body: Buffer };

type KeptResponses = {
  byKey: LRUCache<string, KeptResponse>;
  /** What the proxy found for requests that are not answered yet, by the value of `promisedHeader`. */
  promised: LRUCache<string, KeptResponse>;
};

/** The proxy and the observer of requests are two bundles of one process. */
const globals = globalThis as { atlasKeptResponses?: KeptResponses };

function keptResponses(): KeptResponses {
  globals.atlasKeptResponses ??= {
    byKey: new LRUCache<string, KeptResponse>({
      maxSize: limits.keptResponsesBytes,
      sizeCalculation: ({ body }, key) => body.byteLength + key.length,
    }),
    promised: new LRUCache<string, KeptResponse>({ max: limits.begunPages }),
  };
  return globals.atlasKeptResponses;
}

/** By this header of its answer the proxy says what is to be sent; it never leaves the portal. */
export const promisedHeader = "X-Promised-Response";

/**
 * By this header of a request the observer says that it is one for the page that everybody gets: the proxy does not see all
 * headers. Next takes those by which it asks for the same address in another form out.
 */
const forEverybodyHeader = "x-for-everybody";

/** The address stands in the page, and the bytes are those of an encoding. */
const keyOf = (tag: string, path: string, encodings: string | null | undefined) => JSON.stringify([tag, path, encodings ?? ""]);

/** An entity tag of ours (`tagOf`); those of what Next keeps itself have another form. */
const ourTag = /^W\/"[\w-]{27}"$/;

/** Headers that tell of the body; the others are set for each request. */
const ofTheBody = ["Content-Type", "Content-Encoding", "Link", "Cache-Control", "Vary"];

/** Headers with which Next, or a visitor, may ask for something else than the page that everybody gets. */
const ofOneVisitor = /^(rsc$|next-|x-nextjs-|x-middleware-|content-security-policy|cookie$|authorization$|range$)/;

const isForEverybody = (headers: IncomingHttpHeaders) => !Object.keys(headers).some((name) => ofOneVisitor.test(name));

/**
 * Finds the page that was sent before under this entity tag: nothing that it depends on has changed. Value of `promisedHeader`; null: the page
 * must be made.
 */
export function promiseResponse(request: Request, tag: string): string | null {
  if (!request.headers.has(forEverybodyHeader)) return null;
  const { pathname, search } = new URL(request.url);
  const { byKey, promised } = keptResponses();
  const kept = byKey.get(keyOf(tag, pathname + search, request.headers.get("accept-encoding")));
  if (!kept) return null;
  const id = randomUUID();
  promised.set(id, kept);
  return id;
}

/**
 * Sends what was promised, and keeps what is sent of a page with an entity tag of ours, once it is sent whole. The tag was made
 * before the page read anything: where something was written between, nobody asks for that tag again. Below Next, which would compress
 * again what is compressed.
 */
export function keepResponses(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "/";
  const mayKeep = request.method === "GET" && isForEverybody(request.headers);
  delete request.headers[forEverybodyHeader];
  if (mayKeep) request.headers[forEverybodyHeader] = "1";
  const chunks: Buffer[] = [];
  let isWanted: boolean | undefined;
  let isSent = false;
  const writeHead = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
  const write = response.write.bind(response) as (...all: unknown[]) => boolean;
  const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
  const begin = () => {
    if (!response.headersSent && response.hasHeader(promisedHeader)) response.writeHead(response.statusCode);
  };
  const note = (chunk: unknown, encoding: unknown) => {
    isWanted ??= mayKeep && isKeepable(response);
    if (isWanted && (typeof chunk === "string" || chunk instanceof Uint8Array)) chunks.push(bytesOf(chunk, encoding));
  };
  Object.assign(response, {
    writeHead: (...all: unknown[]) => {
      const kept = takePromised(response);
      if (!kept) return writeHead(...all);
      response.removeHeader("Content-Encoding");
      for (const [name, value] of Object.entries(kept.headers)) response.setHeader(name, value);
      response.setHeader("Content-Length", kept.body.byteLength);
      isSent = true;
      writeHead(response.statusCode);
      return end(kept.body);
    },
    write: (...all: unknown[]) => {
      begin();
      if (isSent) return true;
      note(all[0], all[1]);
      return write(...all);
    },
    end: (...all: unknown[]) => {
      begin();
      if (isSent) return response;
      note(all[0], all[1]);
      return end(...all);
    },
  });
  response.once("finish", () => {
    // What fails after its beginning was sent ends as 200, too.
    if (!isWanted || chunks.length === 0 || failureOf(path) !== null) return;
    const headers = Object.fromEntries(
      ofTheBody.flatMap((name) => (response.hasHeader(name) ? [[name, String(response.getHeader(name))]] : [])),
    );
    // RFC 9211: tells operators that no page was made.
    headers["Cache-Status"] = "atlas; hit";
    const key = keyOf(String(response.getHeader("ETag")), path, request.headers["accept-encoding"]);
    keptResponses().byKey.set(key, { headers, body: Buffer.concat(chunks) });
  });
}

function takePromised(response: ServerResponse): KeptResponse | undefined {
  const id = response.getHeader(promisedHeader);
  if (typeof id !== "string") return undefined;
  response.removeHeader(promisedHeader);
  const { promised } = keptResponses();
  const kept = promised.get(id);
  promised.delete(id);
  // Without it the answer would be an empty page.
  if (!kept) throw new Error("a promised response is not there any more");
  return kept;
}

const bytesOf = (chunk: string | Uint8Array, encoding: unknown) =>
  typeof chunk === "string"
    ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
    : Buffer.from(chunk);

function isKeepable(response: ServerResponse): boolean {
  return (
    response.statusCode === 200 &&
    !response.hasHeader("Set-Cookie") &&
    String(response.getHeader("Content-Type") ?? "").startsWith("text/html") &&
    String(response.getHeader("Cache-Control") ?? "").startsWith("public") &&
    ourTag.test(String(response.getHeader("ETag") ?? ""))
  );
}
