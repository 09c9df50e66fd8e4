import type { Database } from "@/lib/core/db";
import type { FeedbackMailKind } from "@/lib/core/prisma-client/enums";
import type { MailQueue } from "@/lib/mail/queue";
import { composeMail } from "./mail-text";
import { findReportedRecord } from "./queries";

/** Mail of reports: to those who made them, and to the operators. */
export const feedbackMails: MailQueue<FeedbackMailKind> = {
  table: "feedback_mail",
  owner: "feedback_id",
  compose: async (database: Database, id, kind) =>
    composeMail(kind, await database.feedback.findUniqueOrThrow({ where: { id } }), findReportedRecord),
};
