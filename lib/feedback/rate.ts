import { limits } from "@/lib/core/limits";
import { ClientCounter } from "@/lib/http/client-counter";

const globals = globalThis as { atlasReportCounter?: ClientCounter };

/** The counter of reports of this process. Kept on globalThis because Next loads this module once per bundle. */
export function reportCounter(): ClientCounter {
  globals.atlasReportCounter ??= new ClientCounter({ most: limits.feedbackPerClient, windowMs: limits.feedbackWindowMs });
  return globals.atlasReportCounter;
}
