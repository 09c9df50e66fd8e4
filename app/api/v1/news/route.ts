import { answerNews } from "@/lib/http/news";
import { presentNewsList } from "@/lib/news/answer";
import { newsListSchema } from "@/lib/news/answer-schema";
import { listNews } from "@/lib/news/queries/list";

/** GET /api/v1/news?month=&country=&organisation=&page=&lang=fr|en: a page of the news; its schema is at /api/v1/schema/news-list. */
export function GET(request: Request): Promise<Response> {
  return answerNews(request, "list", async (query, locale) => {
    const list = presentNewsList(query, await listNews(query, locale), locale);
    return Response.json(newsListSchema.parse(list), { headers: { "X-Robots-Tag": "noindex" } });
  });
}
