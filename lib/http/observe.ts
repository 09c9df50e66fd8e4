import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { closeDb } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { errorCodes, retryHeaders } from "@/lib/core/errors";
import { limits } from "@/lib/core/limits";
import { log } from "@/lib/core/log";
import { clientAddress } from "./client-address";
import { errorPage, localeOfPath } from "./error-page";
import { failureOf, noteRequest } from "./failures";
import { keepResponses } from "./kept-responses";

type Exchange = { request: IncomingMessage; response: ServerResponse; server: Server };

const acceptableId = /^[\w-]{8,64}$/;
const starts = new WeakMap<IncomingMessage, { id: string; at: number }>();
/** The process was told to stop. */
let stopping = false;

/**
 * Watches each request of this process through Node's own diagnostics channels, below Next: gives it an id, replaces
 * Next's empty error shell by a whole error page, keeps pages that may be asked for again, writes one log line, and ends the process in order on a signal.
 */
export function observeRequests(): void {
  const globals = globalThis as { atlasObserved?: boolean };
  if (globals.atlasObserved) return;
  globals.atlasObserved = true;
  let server: Server | undefined;
  subscribe("http.server.request.start", (message) => {
    const exchange = message as Exchange;
    server ??= exchange.server;
    begin(exchange);
  });
  subscribe("http.server.response.finish", (message) => {
    finish(message as Exchange);
    if (stopping) setImmediate(() => server?.closeIdleConnections());
  });
  stopOnSignal(() => server);
}

function begin({ request, response }: Exchange): void {
  const given = request.headers["x-request-id"];
  const id = typeof given === "string" && acceptableId.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = id;
  // Whatever a visitor wrote there: only the counters of requests and reports read it.
  request.headers["x-client-address"] = clientAddress(request);
  response.setHeader("X-Request-Id", id);
  if (request.headers["x-forwarded-proto"] === "https") {
    response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
  // A closed server still serves the connections it has: a proxy that goes on using one would keep the process alive.
  if (stopping) response.shouldKeepAlive = false;
  starts.set(request, { id, at: performance.now() });
  const address = request.url ?? "/";
  response.once("close", noteRequest(id, address));
  keepResponses(request, response);
  replaceErrorShell(request, response, { id, address });
}

/**
 * Next answers a failed page with an empty document that only its script fills (vercel/next.js#62228). Here the answer
 * becomes a page that everyone can read, and a database that does not answer, or not in time, becomes 503 with Retry-After.
 */
function replaceErrorShell(
  request: IncomingMessage,
  response: ServerResponse,
  { id, address }: { id: string; address: string },
): void {
  const writeHead = response.writeHead.bind(response) as (status: number) => ServerResponse;
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let replaced = false;
  const replacement = (status: number, ...rest: unknown[]) => {
    // Other failures (503, 414) were answered by the portal itself.
    if (status !== 500 || !isHtml(response)) return (writeHead as (...all: unknown[]) => ServerResponse)(status, ...rest);
    const code = failureOf(address) ?? "internal";
    const page = errorPage(code, localeOfPath(address), env().SITE_NAME, id);
    for (const name of ["Content-Encoding", "ETag", "Transfer-Encoding", "Link"]) response.removeHeader(name);
    response.setHeader("Content-Length", Buffer.byteLength(page));
    response.setHeader("Cache-Control", "no-store");
    for (const [name, value] of Object.entries(retryHeaders(code))) response.setHeader(name, value);
    replaced = true;
    writeHead(errorCodes[code].http);
    if (request.method !== "HEAD") write(page);
    end();
    return response;
  };
  Object.assign(response, {
    writeHead: replacement,
    write: (...all: Parameters<typeof write>) => {
      if (!response.headersSent) response.writeHead(response.statusCode);
      return replaced || write(...all);
    },
    end: (...all: Parameters<typeof end>) => {
      if (!response.headersSent && response.statusCode === 500) response.writeHead(response.statusCode);
      return replaced ? response : end(...all);
    },
  });
}

function isHtml(response: ServerResponse): boolean {
  return String(response.getHeader("Content-Type") ?? "").startsWith("text/html");
}

/** Path without its query: a search may name a person. The names of its parameters are enough to count uses. */
function finish({ request, response }: Exchange): void {
  const start = starts.get(request);
  if (!start) return;
  const url = new URL(request.url ?? "/", "http://localhost");
  log().info(
    {
      request_id: start.id,
      method: request.method,
      path: url.pathname.slice(0, 200),
      parameters: [...new Set(url.searchParams.keys())].slice(0, 20).map((name) => name.slice(0, 40)),
      locale: localeOfPath(url.pathname),
      status: response.statusCode,
      ms: Math.round((performance.now() - start.at) * 10) / 10,
    },
    "request",
  );
}

/**
 * SIGTERM and SIGINT: no new connection, requests under way are finished, the pool is closed, then the process ends.
 * Next's own handler does not know the pool; NEXT_MANUAL_SIG_HANDLE (set by the launcher and the image) switches it off.
 */
function stopOnSignal(findServer: () => Server | undefined): void {
  if (!process.env.NEXT_MANUAL_SIG_HANDLE) return;
  const stop = async () => {
    stopping = true;
    setTimeout(() => process.exit(1), limits.shutdownGraceMs).unref();
    const server = findServer();
    if (server) await new Promise((resolve) => server.close(resolve));
    await closeDb();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}
