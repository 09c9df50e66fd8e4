import type { Database } from "@/lib/core/db";
import type { Feedback, FeedbackMail } from "@/lib/core/prisma-client/client";
import type { FeedbackStatus } from "@/lib/core/prisma-client/enums";

/** A line of the operators' list; nothing of it says who the visitor is or what they wrote. */
export type FeedbackLine = Pick<Feedback, "number" | "publicId" | "kind" | "part" | "status" | "fromConcerned" | "createdAt">;

/** Lines read from the database at a time. */
const batchSize = 500;

const select = {
  ...{ id: true, number: true, publicId: true, kind: true, part: true, status: true, fromConcerned: true, createdAt: true },
} as const;

/** What a person objects to waits for nobody else. */
const first = { kind: "personal_data", status: "new" } as const;

/** The reports: open objections first, then the others, each oldest first; read in batches: an operator's list has no end. */
export async function* listFeedback(database: Database, status?: FeedbackStatus): AsyncGenerator<FeedbackLine> {
  for (const part of [first, { NOT: first }])
    for (let after = 0, isMore = true; isMore; ) {
      const where = { AND: [part, { id: { gt: after }, ...(status && { status }) }] };
      const rows = await database.feedback.findMany({ where, select, orderBy: { id: "asc" }, take: batchSize });
      for (const { id, ...line } of rows) {
        yield line;
        after = id;
      }
      isMore = rows.length === batchSize;
    }
}

/** Everything that is stored of a report, for operators. */
export type FeedbackDetails = Omit<Feedback, "id" | "formKey"> & {
  mails: Pick<FeedbackMail, "kind" | "attempts" | "sentAt" | "givenUpAt" | "lastError">[];
};

/** One report with its mails; null when there is none. */
export async function getFeedback(database: Database, number: string): Promise<FeedbackDetails | null> {
  const mail = { kind: true, attempts: true, sentAt: true, givenUpAt: true, lastError: true } as const;
  return database.feedback.findUnique({
    where: { number },
    omit: { id: true, formKey: true },
    include: { mails: { select: mail, orderBy: { id: "asc" } } },
  });
}
