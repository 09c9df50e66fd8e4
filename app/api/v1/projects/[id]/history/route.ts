import { answerHistory } from "@/lib/http/history";
import { getProject } from "@/lib/projects/queries/project";

/** GET /api/v1/projects/{id}/history?lang=fr|en&page=1: what changed in a record; its schema is at /api/v1/schema/project-history. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerHistory(request, id, async (locale) => {
    const project = /^p\d{1,12}$/.test(id) ? await getProject(id, locale) : null;
    return project && { id: project.id, createdOn: project.createdOn, demo: project.origin === "demo" };
  });
}
