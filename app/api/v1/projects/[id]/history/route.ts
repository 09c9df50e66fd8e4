import { AtlasError } from "@/lib/core/errors";
import { historyOf } from "@/lib/history/queries/entries";
import { historySchema } from "@/lib/history/schema";
import { answerOrProblem } from "@/lib/http/problem";
import { getProject } from "@/lib/projects/queries/project";
import { parsePage } from "@/lib/search/params";

/** GET /api/v1/projects/{id}/history?lang=fr|en&page=1: what changed in a record; its schema is at /api/v1/schema/project-history. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerOrProblem(request, async (locale) => {
    const { id } = await params;
    const project = /^p\d{1,12}$/.test(id) ? await getProject(id, locale) : null;
    if (!project) throw new AtlasError("not_found", `no project ${id.slice(0, 20)}`);
    const page = parsePage(Object.fromEntries(new URL(request.url).searchParams));
    const history = await historyOf(project, locale, { page });
    return Response.json(historySchema.parse(history), {
      headers: {
        "Cache-Control": "public, max-age=0, s-maxage=60, stale-while-revalidate=300",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Language": locale,
        ...(project.origin === "demo" && { "X-Robots-Tag": "noindex" }),
      },
    });
  });
}
