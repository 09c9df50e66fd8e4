import { isoDay, monthsBefore } from "@/lib/core/dates";
import { limits } from "@/lib/core/limits";
import type { Freshness } from "./schema";

/** The last day on which an entry may have been verified to be stale on a day (both ISO). */
export function staleUntil(day: string): string {
  return isoDay(monthsBefore(new Date(`${day}T00:00:00Z`), limits.contactFreshMonths));
}

/** What a day of verification (ISO) says on another day: good for twelve months, to the day. */
export function freshnessOf(verifiedOn: string | null, day: string): Freshness {
  if (verifiedOn === null) return "never";
  return verifiedOn > staleUntil(day) ? "fresh" : "stale";
}
