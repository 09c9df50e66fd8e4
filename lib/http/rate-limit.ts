import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { ClientCounter } from "./client-counter";

/** What is counted together: reading the API, and files and feeds, which read far more of the database. */
export type Budget = "api" | "exports";

/** Requests of each kind that one client may make in a minute; 0: no bound. */
export function requestBounds(): Record<Budget, number> {
  const { API_REQUESTS_PER_MINUTE: api, EXPORTS_PER_MINUTE: exports } = env();
  return { api, exports };
}

const globals = globalThis as { atlasRequestCounters?: Map<Budget, ClientCounter> };

/** The counters of this process. Kept on globalThis because Next loads this module once per bundle. */
function counterOf(budget: Budget, most: number): ClientCounter {
  globals.atlasRequestCounters ??= new Map();
  const counter = globals.atlasRequestCounters.get(budget) ?? new ClientCounter({ most, windowMs: limits.rateWindowMs });
  globals.atlasRequestCounters.set(budget, counter);
  return counter;
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

export type Spent = {
  /** The client has nothing left: it is to be answered 429. */
  refused: boolean;
  /** What the answer says of it: RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10), Retry-After (RFC 9110). */
  headers: Readonly<Record<string, string>>;
};

/** Counts a request of a client, whose address stands in a header that the server itself writes (see observe.ts). */
export function spend(request: Request, budget: Budget): Spent {
  const most = requestBounds()[budget];
  if (most === 0) return { refused: false, headers: {} };
  const client = request.headers.get("x-client-address") ?? "";
  const counter = counterOf(budget, most);
  const taken = counter.take(client);
  const { left, resetMs } = taken ?? counter.look(client);
  const reset = seconds(resetMs);
  return {
    refused: taken === null,
    headers: {
      "RateLimit-Policy": `"${budget}";q=${most};w=${limits.rateWindowMs / 1_000}`,
      RateLimit: `"${budget}";r=${left};t=${reset}`,
      ...(taken === null && { "Retry-After": String(reset) }),
    },
  };
}
