import { limits } from "@/lib/core/limits";
import { ClientCounter } from "@/lib/http/client-counter";

const globals = globalThis as { atlasRelayCounter?: ClientCounter };

/** The counter of messages of this process. Kept on globalThis because Next loads this module once per bundle. */
export function relayCounter(): ClientCounter {
  globals.atlasRelayCounter ??= new ClientCounter({ most: limits.relayPerClient, windowMs: limits.feedbackWindowMs });
  return globals.atlasRelayCounter;
}
