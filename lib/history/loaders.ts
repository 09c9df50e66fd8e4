import { cache } from "react";
import { activityOn } from "@/lib/as-of/activity";
import type { AsOf } from "@/lib/as-of/params";
import { today } from "@/lib/core/clock";
import type { Locale } from "@/lib/i18n/locales";
import { readProject } from "@/lib/projects/loaders";
import type { Project } from "@/lib/projects/schema";
import { historyOf } from "./queries/entries";
import { getProjectKnown } from "./queries/known";
import type { RecordHistory } from "./schema";

/** History of a record as its page shows it. */
export function readHistory(project: Project, locale: Locale): Promise<RecordHistory> {
  return historyOf(project, locale, { page: 1 });
}

type RecordOn = {
  /** The record of today. */
  present: Project;
  /** What the page shows of it; null: there was no such record on that day. */
  shown: Project | null;
  state: ReturnType<typeof activityOn> | "known" | "absent";
  history: RecordHistory;
};

/** The record that the last part of an address names, on a day, read once for a page and its metadata; null: none. */
export const readRecordOn = cache(
  async (record: string, locale: Locale, day: string, view: AsOf["view"]): Promise<RecordOn | null> => {
    const present = await readProject(record, locale);
    if (!present) return null;
    if (view !== "known") {
      const dated = { ...present, declaredStatus: present.declaredStatus?.code ?? null };
      const history = await readHistory(present, locale);
      return { present, shown: present, state: activityOn(dated, day, today()), history };
    }
    const shown = await getProjectKnown(present.id, locale, day);
    const history = await historyOf(present, locale, { page: 1, until: day });
    return { present, shown, state: shown ? "known" : "absent", history };
  },
);
