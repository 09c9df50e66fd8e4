import type { Activity } from "@/lib/as-of/activity";
import { isoDayInFrance } from "@/lib/core/dates";
import { firstRecordAt } from "@/lib/history/queries/known";
import { countActivities } from "./filters";
import type { ProjectQuery } from "./params";

/** What a list of a day is made of: counts by activity; of records as they stood, the day (ISO) of the first one. */
export type DayFigures = { activities: Record<Activity, number> } | { firstDay: string | null };

/** Figures of the day that a query asks for; null where it asks for none. */
export async function readDayFigures(query: ProjectQuery): Promise<DayFigures | null> {
  const { asOf } = query;
  if (!asOf) return null;
  if (asOf.view !== "known") return { activities: await countActivities(query, asOf.day) };
  const first = await firstRecordAt();
  return { firstDay: first && isoDayInFrance(first) };
}
