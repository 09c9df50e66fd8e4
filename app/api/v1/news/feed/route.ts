import { answerNewsFeed } from "@/lib/http/news";

/** GET /api/v1/news/feed?month=&country=&organisation=&lang=fr|en: what changed last in the index of news, as JSON Feed. */
export function GET(request: Request): Promise<Response> {
  return answerNewsFeed(request, "feed");
}
