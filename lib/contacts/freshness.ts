import { limits } from "@/lib/core/limits";
import type { Freshness } from "./schema";

/** The last day on which an entry may have been verified to be stale on a day (both ISO). */
export function staleUntil(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - limits.contactFreshMonths);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(Number(day.slice(8)), last));
  return date.toISOString().slice(0, 10);
}

/** What a day of verification (ISO) says on another day: good for twelve months, to the day. */
export function freshnessOf(verifiedOn: string | null, day: string): Freshness {
  if (verifiedOn === null) return "never";
  return verifiedOn > staleUntil(day) ? "fresh" : "stale";
}
