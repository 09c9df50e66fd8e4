import type { ComputedStatus, Project, Side } from "./schema";

type DatedProject = {
  declaredStatus: string | null;
  start: Project["start"];
  end: Project["end"];
};

/** Last day that a date of limited precision can mean: 2018 (year) → 2018-12-31. */
export function lastDayOf({ date, precision }: { date: string; precision: "year" | "month" | "day" }): string {
  if (precision === "day") return date;
  if (precision === "year") return `${date.slice(0, 4)}-12-31`;
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/**
 * Status as the dates give it, beside the declared one (design rule: declared, computed and confirmed are three things).
 * A declared end (closed, cancelled, suspended) is taken as it is; otherwise the dates decide.
 */
export function computeStatus({ declaredStatus, start, end }: DatedProject, today: string): ComputedStatus {
  if (declaredStatus === "closed" || declaredStatus === "cancelled" || declaredStatus === "suspended") return declaredStatus;
  if (end && lastDayOf(end) < today) return "end_date_passed";
  if (start && start.date > today) return "planned";
  if (declaredStatus === "planned") return start ? "ongoing" : "planned";
  if (declaredStatus === "ongoing" || declaredStatus === "finalisation") return "ongoing";
  return start && end ? "ongoing" : "not_stated";
}

/** End of the line that an organisation stands on. The group "foreign authorities and partners" has no country and no side. */
export function sideOf(countryCode: string | null): Side {
  if (countryCode === null) return "unattributed";
  return frenchCountryCodes.has(countryCode) ? "french" : "foreign";
}

/** ISO 3166-1 gives the overseas territories codes of their own; their authorities are French. */
export const frenchCountryCodes: ReadonlySet<string> = new Set([
  "FR",
  "GP",
  "MQ",
  "GF",
  "RE",
  "YT",
  "PM",
  "BL",
  "MF",
  "WF",
  "PF",
  "NC",
  "TF",
]);
