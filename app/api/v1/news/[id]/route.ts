import { AtlasError } from "@/lib/core/errors";
import { answerOrProblem } from "@/lib/http/problem";
import { answerVersioned } from "@/lib/http/versioned";
import { presentNewsItem } from "@/lib/news/answer";
import { newsItemSchema } from "@/lib/news/answer-schema";
import { readNewsItem } from "@/lib/news/loaders";

/** GET /api/v1/news/{id}?lang=fr|en: a news item; its schema is at /api/v1/schema/news. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["news", id], async () => {
      const item = await readNewsItem(id, locale);
      if (!item) throw new AtlasError("not_found", `no news item ${id.slice(0, 20)}`);
      return Response.json(newsItemSchema.parse(presentNewsItem(item, locale)));
    }),
  );
}
