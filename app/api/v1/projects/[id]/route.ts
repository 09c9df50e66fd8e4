import { AtlasError } from "@/lib/core/errors";
import { answerOrProblem } from "@/lib/http/problem";
import { publicHeaders } from "@/lib/http/public-headers";
import { getProject } from "@/lib/projects/queries/project";
import { projectSchema } from "@/lib/projects/schema";

/** GET /api/v1/projects/{id}?lang=fr|en: one project; its schema is at /api/v1/schema/project. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerOrProblem(request, async (locale) => {
    const { id } = await params;
    const project = /^p\d{1,12}$/.test(id) ? await getProject(id, locale) : null;
    if (!project) throw new AtlasError("not_found", `no project ${id.slice(0, 20)}`);
    return Response.json(projectSchema.parse(project), {
      headers: {
        ...publicHeaders(locale),
        ...(project.origin === "demo" && { "X-Robots-Tag": "noindex" }),
      },
    });
  });
}
