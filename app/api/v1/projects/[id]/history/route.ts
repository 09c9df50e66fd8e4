import { AtlasError } from "@/lib/core/errors";
import { historyOf } from "@/lib/history/queries/entries";
import { historySchema } from "@/lib/history/schema";
import { answerOrProblem } from "@/lib/http/problem";
import { parametersOf } from "@/lib/http/search-request";
import { answerVersioned } from "@/lib/http/versioned";
import { getProject } from "@/lib/projects/queries/project";
import { parsePage } from "@/lib/search/params";

/** GET /api/v1/projects/{id}/history?lang=fr|en&page=1: what changed in a record; its schema is at /api/v1/schema/project-history. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const page = parsePage(parametersOf(request));
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["history", id, page], async () => {
      const project = /^p\d{1,12}$/.test(id) ? await getProject(id, locale) : null;
      if (!project) throw new AtlasError("not_found", `no project ${id.slice(0, 20)}`);
      const headers = new Headers(project.origin === "demo" ? { "X-Robots-Tag": "noindex" } : {});
      return Response.json(historySchema.parse(await historyOf(project, locale, { page })), { headers });
    }),
  );
}
