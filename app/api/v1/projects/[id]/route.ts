import { AtlasError } from "@/lib/core/errors";
import { answerOrProblem } from "@/lib/http/problem";
import { answerVersioned } from "@/lib/http/versioned";
import { getProject } from "@/lib/projects/queries/project";
import { projectSchema } from "@/lib/projects/schema";

/** GET /api/v1/projects/{id}?lang=fr|en: one project; its schema is at /api/v1/schema/project. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["project", id], async () => {
      const project = /^p\d{1,12}$/.test(id) ? await getProject(id, locale) : null;
      if (!project) throw new AtlasError("not_found", `no project ${id.slice(0, 20)}`);
      const headers = new Headers(project.origin === "demo" ? { "X-Robots-Tag": "noindex" } : {});
      return Response.json(projectSchema.parse(project), { headers });
    }),
  );
}
