import { jsonFeedOf, readFeed } from "@/lib/export/feed";
import { answerOrProblem } from "@/lib/http/problem";
import { publicHeaders } from "@/lib/http/public-headers";
import { ownAddress, readStrictQuery } from "@/lib/http/search-request";

/** GET /api/v1/projects/feed?…&lang=fr|en: what changed last in a search, as JSON Feed. Parameters: docs/decisions/019-search.md. */
export async function GET(request: Request): Promise<Response> {
  return answerOrProblem(request, async (locale) => {
    const feed = await readFeed(await readStrictQuery(request, locale), locale, ownAddress(request));
    const headers = {
      ...publicHeaders(locale),
      "Content-Type": "application/feed+json; charset=utf-8",
      "X-Robots-Tag": "noindex",
    };
    return new Response(JSON.stringify(jsonFeedOf(feed)), { headers });
  });
}
