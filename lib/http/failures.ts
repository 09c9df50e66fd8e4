import { codeOf, type ErrorCode } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

/** Failures of requests under way, by request id: noted where Next reports them, read when the answer is sent. */
const globals = globalThis as { atlasFailures?: Map<string, ErrorCode> };

export function failures(): Map<string, ErrorCode> {
  globals.atlasFailures ??= new Map();
  return globals.atlasFailures;
}

/** Logs an error that Next caught, with the digest that the page shows, and notes its code for the answer. */
export function reportFailure(error: unknown, requestId: string | undefined, route: string): void {
  const code = codeOf(error);
  if (requestId) failures().set(requestId, code);
  const { digest, name, stack } = error as { digest?: string; name?: string; stack?: string };
  // The message may quote a value of the request; the stack's frames do not.
  const frames = code === "internal" ? stack?.split("\n").slice(1, 8).join("\n") : undefined;
  log().error({ request_id: requestId, route, code, digest, error: name, frames }, "request failed");
}
