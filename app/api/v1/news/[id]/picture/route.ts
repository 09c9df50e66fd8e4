import { AtlasError } from "@/lib/core/errors";
import { answerOrProblem } from "@/lib/http/problem";
import { answerVersioned } from "@/lib/http/versioned";
import { readNewsPicture } from "@/lib/news/queries/picture";

/** GET /api/v1/news/{id}/picture: the file of the picture of a news item. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["news picture", id], async () => {
      const picture = await readNewsPicture(id);
      if (!picture) throw new AtlasError("not_found", `no picture of ${id.slice(0, 20)}`);
      return new Response(picture.file, { headers: { "Content-Type": picture.mediaType } });
    }),
  );
}
