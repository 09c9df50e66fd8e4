import type { FeedbackDetails } from "@/lib/feedback/list";
import { formatInstant } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

/** A report as an operator reads it: one fact a line, then the text. Control characters were taken out when it came in. */
export function feedbackText(report: FeedbackDetails, locale: Locale): string {
  const t = translator(locale);
  const instant = (date: Date | null) => date && formatInstant(locale, date);
  const facts: [string, string | null][] = [
    [t("feedback.show.number"), report.number],
    [t("feedback.show.record"), report.publicId],
    [t("feedback.show.kind"), t(`feedback.kind.${report.kind}`)],
    [t("feedback.show.sender"), report.fromConcerned ? t("feedback.show.fromConcerned") : null],
    [t("feedback.show.person"), report.contactId === null ? null : `c${report.contactId}`],
    [t("feedback.show.part"), report.part && t(`feedback.part.${report.part}`)],
    [t("feedback.show.status"), t(`feedback.status.${report.status}`)],
    [t("feedback.show.created"), instant(report.createdAt)],
    [t("feedback.show.closed"), instant(report.closedAt)],
    [t("feedback.show.evidence"), report.evidenceUrl],
    [t("feedback.show.organisation"), report.organisation],
    [t("feedback.show.email"), report.email],
    [t("feedback.show.note"), report.note],
    ...report.mails.map(({ kind, sentAt, givenUpAt, lastError }): [string, string] => {
      const state = sentAt ? "sent" : givenUpAt ? "givenUp" : "waiting";
      const values = { date: instant(sentAt ?? givenUpAt) ?? "", code: lastError ?? "" };
      return [t(`feedback.show.${kind}`), t(`feedback.show.${state}`, values)];
    }),
  ];
  const lines = facts.flatMap(([label, value]) => (value === null ? [] : [t("feedback.show.line", { label, value })]));
  return [...lines, ...(report.body ? ["", report.body] : [])].join("\n");
}
