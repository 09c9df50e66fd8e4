import { useLocale, useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { formatNumber } from "@/lib/i18n/format";
import type { ReportLine } from "@/lib/quality/queries/imports";

const tones: Record<ReportLine["level"], Tone> = { rejected: "danger", doubtful: "warning", note: "neutral" };

/** Codes come from stored reports, which may be of another version: which have a message is known only when they are read. */
type Codes = { (code: string): string; has(code: string): boolean };

/** Lines of a report: where, what was read, why it is told, what to do. */
export function ReportLines({ lines, tooFar }: { lines: readonly ReportLine[]; tooFar: boolean }) {
  const t = useTranslations("quality.page.report");
  if (lines.length === 0) return <p>{t(tooFar ? "noLine" : "nothing")}</p>;
  return (
    <>
      <p className="aside">{t("personal")}</p>
      <ul className="report-lines">
        {lines.map((line) => (
          <li key={line.rank}>
            <Line line={line} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ line: { line, column, value, level, reason, todo } }: { line: ReportLine }) {
  const locale = useLocale();
  const t = useTranslations("quality.page.report");
  const reasons = useTranslations("import.reason") as unknown as Codes;
  const todos = useTranslations("import.todo") as unknown as Codes;
  const where = [line === null ? null : t("lineNumber", { line: formatNumber(locale, line) }), column].filter((part) => part);
  return (
    <>
      <p className="where">
        <Badge tone={tones[level]}>{t(`levels.${level}`)}</Badge> {where.join(" · ")}
      </p>
      {value !== "" && <p className="value">{value}</p>}
      <p>
        {reasons.has(reason) ? reasons(reason) : t("unknownReason", { code: reason })} {todos.has(todo) && todos(todo)}
      </p>
    </>
  );
}
