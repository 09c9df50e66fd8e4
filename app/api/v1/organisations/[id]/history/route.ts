import { answerHistory } from "@/lib/http/history";
import { findSubject } from "@/lib/profiles/queries/subject";

/** GET /api/v1/organisations/{id}/history?lang=fr|en&page=1: what changed in a record; its schema is at /api/v1/schema/project-history. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerHistory(request, id, async () => {
    const subject = await findSubject("organisation", id);
    return subject?.kind === "organisation" ? { id: subject.key, createdOn: subject.createdOn, demo: subject.demo } : null;
  });
}
