import { jsonFeedOf } from "@/lib/export/feed";
import { answerFeed } from "@/lib/http/feed";

/** GET /api/v1/projects/feed?…&lang=fr|en: what changed last in a search, as JSON Feed. Parameters: docs/decisions/019-search.md. */
export function GET(request: Request): Promise<Response> {
  return answerFeed(request, "feed", "application/feed+json", (feed) => JSON.stringify(jsonFeedOf(feed)));
}
