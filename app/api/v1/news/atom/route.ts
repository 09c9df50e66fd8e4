import { answerNewsFeed } from "@/lib/http/news";

/** GET /api/v1/news/atom?month=&country=&organisation=&lang=fr|en: what changed last in the index of news, as Atom. */
export function GET(request: Request): Promise<Response> {
  return answerNewsFeed(request, "atom");
}
