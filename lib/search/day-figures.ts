import { type Activity, activities } from "@/lib/as-of/activity";
import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { firstRecordAt } from "@/lib/history/queries/known";
import { activityOf, filterCondition, searched } from "./conditions";
import type { ProjectQuery } from "./params";
import { wordsCondition } from "./words";

/** What a list of a day is made of: counts by activity; of records as they stood, the day (ISO) of the first one. */
export type DayFigures = { activities: Record<Activity, number> } | { firstDay: string | null };

/** Figures of the day that a query asks for; null where it asks for none. */
export async function readDayFigures(query: ProjectQuery, words: string | null): Promise<DayFigures | null> {
  const { asOf } = query;
  if (!asOf) return null;
  if (asOf.view !== "known") return { activities: await countActivities(query, words, asOf.day) };
  const first = await firstRecordAt();
  return { firstDay: first && isoDayInFrance(first) };
}

/** Projects that the rest of a query finds, by their activity on its day. */
async function countActivities(query: ProjectQuery, words: string | null, day: string): Promise<Record<Activity, number>> {
  const rows = await db().$queryRaw<{ activity: Activity; count: number }[]>`
    SELECT ${activityOf(day)} AS activity, count(*)::int AS count FROM ${searched}
    WHERE ${wordsCondition(words)} AND ${filterCondition({ ...query, asOf: null })} GROUP BY 1`;
  const count = (activity: Activity) => rows.find((row) => row.activity === activity)?.count ?? 0;
  return Object.fromEntries(activities.map((activity) => [activity, count(activity)])) as Record<Activity, number>;
}
