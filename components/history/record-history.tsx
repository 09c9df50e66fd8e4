import { useLocale, useTranslations } from "next-intl";
import type { RecordHistory } from "@/lib/history/schema";
import { href, type Target } from "@/lib/i18n/href";
import { DayForm } from "./day-form";
import { HistoryEntries } from "./history-entries";

/** Changes shown at once; the older ones are folded away. */
const firstEntries = 3;

type HistorySectionProps = {
  history: RecordHistory;
  /** The page of the record, which shows it on a day. */
  page: Target;
  of: "list" | "record";
};

/** What changed in a record, and a way to see its page as of a day. */
export function HistorySection({ history, page, of }: HistorySectionProps) {
  const locale = useLocale();
  const t = useTranslations("history");
  const { id, total, entries } = history;
  const rest = entries.slice(firstEntries);
  const beyond = total - entries.length;
  const folder = id.startsWith("o") ? "organisations" : "projects";
  const json = `/api/v1/${folder}/${id}/history?lang=${locale}`;
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
        <summary>{t(of === "list" ? "day.subject.intro" : "day.recordIntro")}</summary>
        <DayForm action={href(locale, page)} kept={{}} asOf={null} of={of} />
      </details>
    </>
  );
}
