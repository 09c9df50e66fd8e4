import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Change, HistoryEntry } from "@/lib/history/schema";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";

/** Changes of a record, newest first. */
export function HistoryEntries({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p className="when">
            <Origin entry={entry} />
          </p>
          <ul>
            {entry.changes.map((change) => (
              <Changed key={change.kind === "created" ? change.kind : change.field} change={change} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Origin({ entry: { changedOn, import: run } }: { entry: HistoryEntry }) {
  const locale = useLocale();
  const t = useTranslations("history");
  const date = formatDate(locale, changedOn);
  if (!run) return t("edited", { date });
  const link = (words: ReactNode) => <Link to={{ pathname: "/quality/imports/[record]", record: String(run.id) }}>{words}</Link>;
  const { source, sourceAsOf } = run;
  if (!sourceAsOf) return t.rich("imported", { date, source: source.name, link });
  return t.rich("importedAsOf", { date, source: source.name, asOf: formatDate(locale, sourceAsOf), link });
}

function Changed({ change }: { change: Change }) {
  const t = useTranslations("history");
  return sentencesOf(change, t).map(({ key, text }) => <li key={key}>{text}</li>);
}

type Sentence = { key: string; text: string };

function sentencesOf(change: Change, t: ReturnType<typeof useTranslations<"history">>): Sentence[] {
  if (change.kind === "list") return listSentences(change, t);
  return [{ key: change.kind, text: sentenceOf(change, t) }];
}

function sentenceOf(change: Exclude<Change, { kind: "list" }>, t: ReturnType<typeof useTranslations<"history">>): string {
  if (change.kind === "created") return t("created");
  const { label, before, after } = change;
  if (change.kind === "value") {
    const none = t("notStated");
    return t("change", { label, before: before ?? none, after: after ?? none });
  }
  return t(before === 0 ? "textAdded" : after === 0 ? "textRemoved" : "text", {
    label,
    before: change.before,
    after: change.after,
  });
}

function listSentences(
  { label, added, removed }: Extract<Change, { kind: "list" }>,
  t: ReturnType<typeof useTranslations<"history">>,
): Sentence[] {
  if (added.length + removed.length === 0) return [{ key: "order", text: t("reordered", { label }) }];
  return [
    ...removed.map((item, place) => ({ key: `removed ${place}`, text: t("removed", { label, item }) })),
    ...added.map((item, place) => ({ key: `added ${place}`, text: t("added", { label, item }) })),
  ];
}
