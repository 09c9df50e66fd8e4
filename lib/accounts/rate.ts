import { limits } from "@/lib/core/limits";
import { ClientCounter } from "@/lib/http/client-counter";

/** What of one client is counted together: asking for links, and using them or a provider. */
const most = { ask: limits.signInPerClient, use: limits.signInUsesPerClient } as const;

const globals = globalThis as { atlasSignInCounters?: Map<string, ClientCounter> };

/** Counts what the client of a request does. False: it has nothing left. Kept on globalThis because Next loads this module once per bundle. */
export function takeTurn(request: Request, what: keyof typeof most): boolean {
  globals.atlasSignInCounters ??= new Map();
  const known = globals.atlasSignInCounters.get(what);
  const counter = known ?? new ClientCounter({ most: most[what], windowMs: limits.feedbackWindowMs });
  globals.atlasSignInCounters.set(what, counter);
  return counter.take(request.headers.get("x-client-address") ?? "") !== null;
}
