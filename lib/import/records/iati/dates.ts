import type { ProjectDraft } from "../../draft";
import { addFinding } from "../../legacy-record/context";
import { type PartialDate, parseIsoDay } from "../../normalise/dates";
import { attributeOf, childOf, childrenOf, type IatiElement } from "../../sources/iati/element";
import { type IatiContext, tellDoubt } from "./context";

/** IATI ActivityDateType; actual dates beat planned ones. */
const types = { start: ["2", "1"], end: ["4", "3"] } as const;
const column = "activity-date";

type Dated = { date: PartialDate; element: IatiElement };

/** Start and end. An end before the start is told and left out; days that are only those of the entry are told. */
export function readDates(context: IatiContext): Pick<ProjectDraft, "start" | "end"> {
  const start = dateOf(context, types.start);
  const end = dateOf(context, types.end);
  if (start && end && end.date.date < start.date.date) {
    const details = { start: start.date.date, end: end.date.date };
    tellDoubt(context, end.element, "dates_in_disorder", "dates_in_disorder", end.date.date, details);
    return { start: start.date, end: null };
  }
  tellEntryDay(context, start, end);
  return { start: start?.date ?? null, end: end?.date ?? null };
}

function dateOf(context: IatiContext, wanted: readonly string[]): Dated | null {
  for (const type of wanted) {
    for (const element of childrenOf(context.activity, column)) {
      if (attributeOf(element, "type") !== type) continue;
      const value = attributeOf(element, "iso-date") ?? "";
      const day = parseIsoDay(value);
      if (day) return { date: { date: day, precision: "day" }, element };
      tellDoubt(context, element, "date_unreadable", "date_unreadable", value);
    }
  }
  return null;
}

/** Forms that fill in the day of the entry give a project of one day, the day on which the record was last changed. */
function tellEntryDay(context: IatiContext, start: Dated | null, end: Dated | null): void {
  const entry = parseIsoDay(attributeOf(context.activity, "last-updated-datetime")?.slice(0, 10) ?? "");
  if (!start || !end || start.date.date !== end.date.date || start.date.date !== entry) return;
  context.problems.push({ line: start.element.line, column, value: entry, reason: "dates_of_entry" });
  addFinding(context, { rule: "dates_of_entry", organisation: null, key: "", details: { date: entry } });
}

/** Our status for the IATI one. */
export function readStatus(context: IatiContext): string | null {
  const element = childOf(context.activity, "activity-status");
  const value = attributeOf(element, "code");
  if (!element || value === null) return null;
  const code = context.lists.statuses.get(value) ?? null;
  if (code === null) tellDoubt(context, element, "status_unknown", "unknown_status", value);
  return code;
}
