import type { PreciseDate } from "@/lib/i18n/format";
import { lastDayOf } from "@/lib/projects/policy";

/** Whether a partnership was active on a day: certainly, perhaps, no date tells, or certainly not. */
export const activities = ["active", "uncertain", "undated", "inactive"] as const;
export type Activity = (typeof activities)[number];

/** Statuses that say that a partnership runs no more, not since when. */
export const stoppedStatuses = ["closed", "cancelled", "suspended"] as const;
/** Of those, the ones after which stated dates are what was planned, not what happened. */
export const brokenOffStatuses = ["cancelled", "suspended"] as const;

/** Facts that decide; `declaredStatus` is a code. */
export type DatedFacts = {
  declaredStatus: string | null;
  signedYear: number | null;
  start: PreciseDate | null;
  end: PreciseDate | null;
};

const among = (codes: readonly string[], code: string | null) => code !== null && codes.includes(code);

/**
 * The rule of docs/decisions/015-as-of.md; `activitySql` says the same in SQL. `day` and `today` are ISO days, `day` is not
 * after `today`.
 */
export function activityOn({ declaredStatus, signedYear, start, end }: DatedFacts, day: string, today: string): Activity {
  const stopped = among(stoppedStatuses, declaredStatus);
  if (stopped && day === today) return "inactive";
  // Where no start is stated the agreement, signed in some year, is the earliest thing known.
  const from = start ?? (signedYear === null ? null : ({ date: `${signedYear}-01-01`, precision: "year" } as const));
  if (!from && !end) return "undated";
  if ((from && from.date > day) || (end && lastDayOf(end) < day)) return "inactive";
  const hasStarted = from !== null && lastDayOf(from) <= day;
  const hasNotEnded = end ? end.date >= day : !stopped;
  return hasStarted && hasNotEnded && !among(brokenOffStatuses, declaredStatus) ? "active" : "uncertain";
}
