import { env } from "@/lib/core/env";
import type { Feedback } from "@/lib/core/prisma-client/client";
import type { FeedbackMailKind } from "@/lib/core/prisma-client/enums";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/transport";
import type { ReportedRecord } from "./queries";

/** The text of a mail needs the record in its language. */
export type FindRecord = (publicId: string, locale: "fr" | "en") => Promise<ReportedRecord | null>;

/** The mail of a report; null when there is nobody to send it to, because the address was erased or is configured no more. */
export async function composeMail(kind: FeedbackMailKind, report: Feedback, findRecord: FindRecord): Promise<Mail | null> {
  return kind === "acknowledgement" ? acknowledgement(report, findRecord) : operatorsCopy(report, findRecord);
}

async function recordLines(report: Feedback, locale: "fr" | "en", findRecord: FindRecord): Promise<string[]> {
  const record = await findRecord(report.publicId, locale);
  if (!record) return [report.publicId];
  return [record.title.text.replace(/\s+/g, " "), ...(record.page ? [absoluteHref(locale, record.page)] : [])];
}

/** Holds nothing that the visitor wrote: who fills in somebody else's address cannot make us tell them anything. */
async function acknowledgement(report: Feedback, findRecord: FindRecord): Promise<Mail | null> {
  if (!report.email) return null;
  const locale = isLocale(report.language) ? report.language : defaultLocale;
  const t = translator(locale);
  const values = { number: report.number, site: env().SITE_NAME };
  const text = [
    t("feedback.mail.received", values),
    (await recordLines(report, locale, findRecord)).join("\n"),
    t("feedback.mail.next"),
    t("feedback.mail.stranger"),
    `${t("feedback.mail.privacy")}\n${absoluteHref(locale, { pathname: "/personal-data" })}`,
  ];
  return { to: report.email, subject: t("feedback.mail.subject", values), text: `${text.join("\n\n")}\n`, language: locale };
}

async function operatorsCopy(report: Feedback, findRecord: FindRecord): Promise<Mail | null> {
  const { FEEDBACK_TO, SITE_NAME } = env();
  if (!FEEDBACK_TO) return null;
  const locale = defaultLocale;
  const t = translator(locale);
  const { number, kind, part, body, evidenceUrl, organisation, email, fromConcerned, contactId } = report;
  const facts = [
    t(`feedback.kind.${kind}`),
    fromConcerned && `${t("feedback.show.fromConcerned")}${contactId === null ? "" : ` (c${contactId})`}`,
    part && t(`feedback.part.${part}`),
    evidenceUrl && `${t("feedback.evidence.label")} ${evidenceUrl}`,
    organisation && `${t("feedback.organisation.label")} ${organisation}`,
  ];
  const text = [
    t("feedback.mail.operators", { number, site: SITE_NAME }),
    (await recordLines(report, locale, findRecord)).join("\n"),
    facts.filter(Boolean).join("\n"),
    body ?? t("feedback.mail.noText"),
    `npm run atlas -- feedback show ${number}`,
  ];
  const subject = t("feedback.mail.operatorsSubject", { number, kind: t(`feedback.kind.${kind}`) });
  return { to: FEEDBACK_TO, subject, text: `${text.join("\n\n")}\n`, language: locale, ...(email && { replyTo: email }) };
}
