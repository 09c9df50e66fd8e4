import { isoDayInFrance, isoDayOrNull } from "@/lib/core/dates";
import type { Database, DatabaseReader } from "@/lib/core/db";
import type { Feedback } from "@/lib/core/prisma-client/client";
import type { FeedbackStatus } from "@/lib/core/prisma-client/enums";

/** Who made the revisions of a confirmation; the operator's own name is personal data. */
const actor = "atlas feedback";

export type Closing = Exclude<FeedbackStatus, "new">;

/** What closing did: the former status where the report is closed already, and the day that a project is now confirmed on. */
export type Closed =
  | { state: "unknown" }
  | { state: "refused"; status: FeedbackStatus }
  | { state: "closed"; confirmedOn?: string };

/**
 * Closes a report; one that was accepted may be marked done, no other is closed twice. An accepted confirmation of a project
 * sets its day of last confirmation, with a revision, in the same transaction.
 */
export async function closeReport(database: Database, number: string, status: Closing, note?: string): Promise<Closed> {
  return database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM feedback WHERE number = ${number} FOR UPDATE`;
    const report = await transaction.feedback.findUnique({ where: { number } });
    if (!report) return { state: "unknown" };
    const isOpen = report.status === "new" || (report.status === "accepted" && status === "done");
    if (!isOpen) return { state: "refused", status: report.status };
    await transaction.feedback.update({
      where: { number },
      data: { status, closedAt: report.closedAt ?? new Date(), ...(note && { note }) },
    });
    const confirms = status === "accepted" && report.kind === "confirmation";
    const confirmedOn = confirms ? await confirmProject(transaction, report) : null;
    return { state: "closed", ...(confirmedOn && { confirmedOn }) };
  });
}

/** The day on which the visitor confirmed counts, unless a later one is known. Null when nothing changed. */
async function confirmProject(database: DatabaseReader, report: Feedback): Promise<string | null> {
  const moved = await database.publicIdRedirect.findUnique({ where: { fromId: report.publicId } });
  const publicId = moved?.toId ?? report.publicId;
  await database.$executeRaw`SELECT FROM project WHERE public_id = ${publicId} FOR UPDATE`;
  const project = await database.project.findUnique({ where: { publicId }, select: { id: true, lastConfirmedOn: true } });
  if (!project) return null;
  const before = isoDayOrNull(project.lastConfirmedOn);
  const after = isoDayInFrance(report.createdAt);
  if (before !== null && before >= after) return null;
  await database.project.update({
    where: { id: project.id },
    data: { lastConfirmedOn: new Date(after), updatedAt: new Date() },
  });
  const changes = [{ field: "lastConfirmedOn", before, after }];
  await database.revision.create({ data: { entity: "project", publicId, actor, changes } });
  return after;
}
