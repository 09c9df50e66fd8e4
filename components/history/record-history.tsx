import { useLocale, useTranslations } from "next-intl";
import type { RecordHistory } from "@/lib/history/schema";
import { href } from "@/lib/i18n/href";
import { DayForm } from "./day-form";
import { HistoryEntries } from "./history-entries";

/** Changes shown at once; the older ones are folded away. */
const firstEntries = 3;

/** What changed in a record, and a way to see it as of a day. */
export function HistorySection({ history, record }: { history: RecordHistory; record: string }) {
  const locale = useLocale();
  const t = useTranslations("history");
  const { id, total, entries } = history;
  const rest = entries.slice(firstEntries);
  const beyond = total - entries.length;
  const json = `/api/v1/projects/${id}/history?lang=${locale}`;
  return (
    <>
      <p className="aside">{t("intro")}</p>
      <HistoryEntries entries={entries.slice(0, firstEntries)} />
      {rest.length > 0 && (
        <details>
          <summary>{t("older", { count: rest.length })}</summary>
          <HistoryEntries entries={rest} />
        </details>
      )}
      {beyond > 0 && <p>{t.rich("beyond", { count: beyond, link: (words) => <a href={json}>{words}</a> })}</p>}
      <p className="aside">
        <a href={json}>{t("json")}</a>
      </p>
      <details className="day-choice">
        <summary>{t("day.recordIntro")}</summary>
        <DayForm action={href(locale, { pathname: "/projects/[record]", record })} kept={{}} asOf={null} of="record" />
      </details>
    </>
  );
}
